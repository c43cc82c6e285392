import type { Table } from '@dlw/data'
import { parameterCount, summary } from '@dlw/models'
import { historyPlot } from '@dlw/viz'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import type { RunContext } from '../run-context.ts'
import { baselines } from './baselines.ts'
import { trainNormalised } from './batch-normalised.ts'
import type { Entry } from './comparison.ts'
import { type Days, daysOf } from './days.ts'
import { ensemble } from './ensemble.ts'
import { errorsOf } from './errors-of.ts'
import { measure } from './measure.ts'
import { withSeason } from './season.ts'
import { trainSmall } from './small-network.ts'
import { trainUntilItStalls } from './stopped-early.ts'

/** What the refinements start from. */
export interface RefineOptions {
  table: Table
  threeYears: Days
  seed: number
  epochs: number
  quick: boolean
}

/** The refinements' errors and sizes, and the network that is worth keeping. */
export interface Refined {
  entries: Entry[]
  parameters: Record<string, number>
  tuned: LayersModel
}

/** The ninth step: a smaller network, early stopping, batch normalization, other data, and a step beyond the lesson. */
export async function refine(
  { table, threeYears, seed, epochs, quick }: RefineOptions,
  context: RunContext,
): Promise<Refined> {
  const training = (name: string) => ({ seed, epochs, progress: context.training(name) })
  const entries: Entry[] = []

  context.say('Fewer parameters to memorise with: 10 and 5 neurons.')
  const { small, history: smallHistory } = await trainSmall(threeYears, training('small network'))
  entries.push(await measure('small', small, { days: threeYears, epochs: smallHistory.epochs.length }))
  await context.figure('validation-curve-small', 'Error on training and validation days, small network (hours)', () =>
    historyPlot(errorsOf(smallHistory)),
  )

  context.say('Stop when the validation error has not improved for ten epochs.')
  const { stopped, history: stoppedHistory } = await trainUntilItStalls(threeYears, training('early stopping'))
  entries.push(await measure('earlyStopping', stopped, { days: threeYears, epochs: stoppedHistory.epochs.length }))
  await context.figure(
    'validation-curve-stopped',
    'Early stopping: error on training and validation days (hours)',
    () => historyPlot(errorsOf(stoppedHistory)),
  )

  context.say('Batch normalization gives every input the same scale.')
  const normalised = async (name: string, days: Days, label: string) => {
    const { model, history } = await trainNormalised(days, training(label))
    entries.push(await measure(name, model, { days, epochs: history.epochs.length }))
    return { model, history }
  }
  const batchNorm = await normalised('batchNorm', threeYears, 'batch normalization')
  context.print('summary-batch-norm', summary(batchNorm.model))
  await context.figure(
    'validation-curve-batch-norm',
    'Batch normalization: error on training and validation days (hours)',
    () => historyPlot(errorsOf(batchNorm.history)),
  )

  context.say('Other data: nine years of Basel alone, then all years of all places.')
  const basel = daysOf(table, { days: 3286, place: 'BASEL' })
  const allYears = daysOf(table, { days: 3653 })
  const baselNetwork = await normalised('baselNineYears', basel, 'Basel, nine years')
  await normalised('allYears', allYears, 'all years')
  entries.push(...baselines(basel), ...baselines(allYears))

  context.say('A step beyond the lesson: the season as an input, dropout, and the mean of five networks.')
  const seasoned = withSeason(table)
  for (const days of [1096, 3653]) {
    const members = quick ? 2 : 5
    entries.push(await ensemble(daysOf(seasoned, { days }), { seed, members, epochs, training: context.training }))
  }

  return {
    entries,
    parameters: {
      small: parameterCount(small).total,
      batchNorm: parameterCount(batchNorm.model).total,
      baselNineYears: parameterCount(baselNetwork.model).total,
    },
    tuned: batchNorm.model,
  }
}
