import { formatTrials } from '@dlw/train/tuner'
import { toSvg, trialsPlot } from '@dlw/viz'
import { gridTwo } from '../../../episodes/src/images/searches.ts'
import { data, options } from './half-size.ts'

// The lesson trains up to 20.
const epochs = 8
const result = await gridTwo(data, { ...options, epochs })
console.log(formatTrials(result))

const { trials, best } = result
export const numbers = {
  gridEpochs: epochs,
  gridTwo: {
    trials: trials.map(({ id, values, score }) => ({ id, values, score })),
    best: { id: best.id, values: best.values, score: best.score },
  },
}
export const figures = {
  'grid-two': {
    caption: 'Each line is one trial, from its settings to its validation loss',
    svg: toSvg(trialsPlot(trials, { label: 'validation loss' })),
  },
}
