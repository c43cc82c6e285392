import { createRandom, loadPenguins, oneHot } from '@dlw/data'
import { denseNetwork } from '@dlw/models'
import { compile, fit } from '@dlw/train'
import { historyPlot, toSvg } from '@dlw/viz'

const complete = loadPenguins().drop('island', 'sex').dropMissing()
const x = complete.drop('species')
const model = denseNetwork({ inputs: 4, hidden: [10], outputs: 3, outputActivation: 'softmax', seed: 0 })
compile(model, { optimizer: 'adam', loss: 'categoricalCrossentropy', learningRate: 0.1 })

// #region shuffle
const species = createRandom(0).shuffle(complete.column('species') as string[])
const history = await fit(model, { x, y: oneHot(species).values }, { epochs: 100, seed: 0 })
// #endregion

// The first epochs come from far above and would flatten the rest.
const late = { epochs: history.epochs.slice(20), metrics: { loss: history.metrics.loss!.slice(20) } }
export const figures = {
  nonsense: { caption: 'Training loss from epoch 21 on', svg: toSvg(historyPlot(late)) },
}
const losses = late.metrics.loss
export const numbers = {
  nonsenseLowest: Number(Math.min(...losses).toFixed(2)),
  nonsenseHighest: Number(Math.max(...losses).toFixed(2)),
}
console.log(numbers)
