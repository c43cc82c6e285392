import type { Table } from '@dlw/data'
import { denseNetwork, parameterCount, summary } from '@dlw/models'
import { compile, earlyStopping, fit } from '@dlw/train'
import { historyPlot } from '@dlw/viz'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import type { Stage } from '../stage.ts'
import { baselines } from './baselines.ts'
import type { Entry } from './comparison.ts'
import { type Days, daysOf } from './days.ts'
import { ensemble } from './ensemble.ts'
import { errorsOf } from './errors-of.ts'
import { measure } from './measure.ts'
import { withSeason } from './season.ts'

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
  stage: Stage,
): Promise<Refined> {
  const { train, validation } = threeYears
  const entries: Entry[] = []

  stage.say('Fewer parameters to memorise with: 10 and 5 neurons.')
  // #region small
  const small = denseNetwork({ inputs: 89, hidden: [10, 5], outputs: 1, seed })
  compile(small, { optimizer: 'adam', loss: 'mse', metrics: ['rootMeanSquaredError'] })
  const smallHistory = await fit(small, train, { epochs, seed, validation, callbacks: [stage.progress()] })
  // #endregion
  entries.push(await measure('small', small, { days: threeYears, epochs: smallHistory.epochs.length }))
  await stage.figure('validation-curve-small', 'Error on training and validation days, small network (hours)', () =>
    historyPlot(errorsOf(smallHistory)),
  )

  stage.say('Stop when the validation error has not improved for ten epochs.')
  // #region early-stopping
  const stopped = denseNetwork({ inputs: 89, hidden: [100, 50], outputs: 1, seed })
  compile(stopped, { optimizer: 'adam', loss: 'mse', metrics: ['rootMeanSquaredError'] })
  const stop = earlyStopping({ monitor: 'val_loss', patience: 10 })
  const stoppedHistory = await fit(stopped, train, { epochs, seed, validation, callbacks: [stop, stage.progress()] })
  // #endregion
  entries.push(await measure('earlyStopping', stopped, { days: threeYears, epochs: stoppedHistory.epochs.length }))
  await stage.figure('validation-curve-stopped', 'Early stopping: error on training and validation days (hours)', () =>
    historyPlot(errorsOf(stoppedHistory)),
  )

  stage.say('Batch normalization gives every input the same scale.')
  const normalised = async (name: string, days: Days) => {
    // #region batch-normalization
    const model = denseNetwork({ inputs: days.features, hidden: [100, 50], outputs: 1, batchNormalization: true, seed })
    compile(model, { optimizer: 'adam', loss: 'mse', metrics: ['rootMeanSquaredError'] })
    const result = await fit(model, days.train, {
      epochs: 5 * epochs,
      seed,
      validation: days.validation,
      callbacks: [earlyStopping({ patience: 10 }), stage.progress()],
    })
    // #endregion
    entries.push(await measure(name, model, { days, epochs: result.epochs.length }))
    return { model, result }
  }
  const batchNorm = await normalised('batchNorm', threeYears)
  stage.print(summary(batchNorm.model))
  await stage.figure(
    'validation-curve-batch-norm',
    'Batch normalization: error on training and validation days (hours)',
    () => historyPlot(errorsOf(batchNorm.result)),
  )

  stage.say('Other data: nine years of Basel alone, then all years of all places.')
  const basel = daysOf(table, { days: 3286, place: 'BASEL' })
  const allYears = daysOf(table, { days: 3653 })
  const baselNetwork = await normalised('baselNineYears', basel)
  await normalised('allYears', allYears)
  entries.push(...baselines(basel), ...baselines(allYears))

  stage.say('A step beyond the lesson: the season as an input, dropout, and the mean of five networks.')
  const seasoned = withSeason(table)
  for (const days of [1096, 3653]) {
    const members = quick ? 2 : 5
    entries.push(await ensemble(daysOf(seasoned, { days }), { seed, members, epochs, progress: stage.progress }))
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
