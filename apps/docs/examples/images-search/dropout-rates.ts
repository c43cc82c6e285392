import { formatTrials } from '@dlw/train/tuner'
import { linePlot, toSvg } from '@dlw/viz'
import { dropoutCurve } from '../../../episodes/src/images/searches.ts'
import { data, options } from './half-size.ts'

// The lesson trains up to 30.
const epochs = 12
const result = await dropoutCurve(data, { ...options, epochs })
console.log(formatTrials(result))

const { trials, best } = result
const losses = trials.map(({ score }) => score!)
export const numbers = {
  dropoutEpochs: epochs,
  dropoutCurve: trials.map(({ values, score }) => ({ rate: values.rate, validationLoss: score })),
  dropoutBest: { rate: best.values.rate, validationLoss: best.score },
  searchShape: options.inputs,
}
export const figures = {
  'dropout-rates': {
    caption: 'Best validation loss for each dropout rate',
    svg: toSvg(
      linePlot({ 'validation loss': losses }, { x: trials.map(({ values }) => values.rate), xLabel: 'Dropout rate' }),
    ),
  },
}
