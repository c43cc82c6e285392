import { type BackendReport, useBackend } from '@dlw/backend'
import { loadPenguins, oneHot, type Table, trainTestSplit } from '@dlw/data'
import { denseNetwork, summary } from '@dlw/models'
import { saveWeights } from '@dlw/models/weights'
import { compile, fit, type History } from '@dlw/train'
import { accuracy } from '@dlw/train/reports'
import { tune } from '@dlw/train/tuner'
import { historyPlot, toSvg } from '@dlw/viz'

export async function typed(): Promise<[BackendReport, History, string]> {
  const report = await useBackend()
  const table: Table = loadPenguins().drop('island', 'sex').dropMissing()
  const { values: y } = oneHot(table.labels('species'))
  const { train } = trainTestSplit({ x: table.drop('species'), y }, { testSize: 0.2, seed: 0 })
  const model = denseNetwork({ inputs: 4, hidden: [10], outputs: 3, outputActivation: 'softmax', seed: 2 })
  compile(model, { optimizer: 'adam', loss: 'categoricalCrossentropy' })
  const history = await fit(model, train, { epochs: 1, seed: 0 })
  const figure: string = toSvg(historyPlot(history))
  return [report, history, `${summary(model)}${figure}${accuracy(['a'], ['a'])}${typeof tune}${typeof saveWeights}`]
}
