import { expectInteger } from '@dlw/data/arguments'
import { setNamedArrays } from '@dlw/models/weights'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import { createRunner, type PlaceOptions } from '../places/create-runner.ts'
import type { SearchSpace, ValuesOf } from '../space/parameter.ts'
import { checkSpace } from '../space/search-space.ts'
import { openStore } from '../store/open-store.ts'
import type { TrialStore } from '../store/trial-store.ts'
import { type Objective, objectiveOf, objectivesOf } from './objective.ts'
import { runSearch } from './run-search.ts'
import { type CommonSearchOptions, checkSearchOptions } from './search-options.ts'
import { type SearchResult, searchResult } from './search-result.ts'
import { steeringOf } from './steering.ts'
import type { Build, Study, TrialCallbacks, TrialFitOptions, TuneData } from './study.ts'
import type { Trial } from './trial.ts'

/** Options of {@link tune}. */
export interface TuneOptions<Space extends SearchSpace> extends CommonSearchOptions<Space>, PlaceOptions {
  /**
   * What to make as small or as large as possible: a name of the training's logs such as `'val_loss'` or
   * `'val_accuracy'`, with the direction where the name does not tell it. Left out with `objectives`.
   */
  objective?: string | Objective
  /**
   * Several of them at once; the first chooses the best epoch and ranks the trials. For `gridSearch`, `randomSearch` and
   * `tpe`. Defaults to one.
   */
  objectives?: readonly (string | Objective)[]
  /** How many epochs each trial trains at most. */
  epochs: number
  /** Rows per step. Defaults to 32. */
  batchSize?: number
  /** For every training, early stopping above all; or a function that makes them for one. Defaults to none. */
  callbacks?: TrialCallbacks<ValuesOf<Space>>
  /**
   * Options of `fit` that a trial decides from its values: class weights above all. A parameter named `batchSize` or
   * `epochs` needs none of this, it is used by itself. Defaults to none.
   */
  fitOptions?: TrialFitOptions<ValuesOf<Space>>
  /** How often to train each trial, with `seed`, `seed + 1`, …; its score is their mean. Defaults to 1. */
  executionsPerTrial?: number
  /**
   * Trains each trial on so many folds of `x` and `y`; its score is their mean. For stratified, grouped, time-ordered or
   * repeated folds give the data `splits` instead. Defaults to none.
   */
  folds?: number
  /** Trials whose model has more parameters than this are invalid, and are not trained. Defaults to no limit. */
  maxModelSize?: number
  /** Of how many of the best trials to keep the weights. Defaults to 1. */
  keepModels?: number
}

/** What {@link tune} found. */
export interface TuneResult<V extends ValuesOf<SearchSpace>> extends SearchResult<V> {
  /**
   * The model of a trial with the weights of its best epoch. The caller disposes it.
   *
   * @param rank 0 for the best trial, up to `keepModels` − 1. Defaults to 0.
   */
  bestModel(rank?: number): Promise<LayersModel>
}

/**
 * Searches the hyperparameters with which a model trains best.
 *
 * Every training of a search begins with the same seed, so that trials differ by their values alone. The score of a
 * training is that of its best epoch, and the score of a trial the mean over its executions and folds.
 *
 * A parameter of the space named `batchSize` or `epochs` is used by the training itself. What no trial reads stands in
 * `unused` of the result.
 *
 * With `directory` nothing is lost: each trial is on disk before it is reported, and the same call goes on after a
 * crash, a kill or Ctrl-C without running a finished trial again; those that failed are tried once more. With `worker`
 * or `queue` trials run in other threads or on other machines, with the same results.
 *
 * @param build Builds a compiled model from the values of a trial. Models are disposed when their training ends.
 * @param data The rows to train on and those to validate on, or a function that loads them.
 * @throws RangeError for options out of range, an objective that is not logged, or a directory that holds another
 * search, with the difference; Error when three trials in a row fail, or none completes.
 * @see keras_tuner `Tuner.search`
 * @example
 * ```ts
 * import { denseNetwork } from '@dlw/models'
 * import { compile } from '@dlw/train'
 * import { choice, gridSearch, tune } from '@dlw/train/tuner'
 *
 * const result = await tune(
 *   ({ hidden, learningRate }) => {
 *     const network = denseNetwork({ inputs: 4, hidden: [hidden], outputs: 3, outputActivation: 'softmax', seed: 0 })
 *     compile(network, { loss: 'categoricalCrossentropy', learningRate })
 *     return network
 *   },
 *   { ...train, validation },
 *   {
 *     space: { hidden: choice([2, 10]), learningRate: choice([0.001, 0.1]) },
 *     strategy: gridSearch(),
 *     objective: 'val_loss',
 *     epochs: 3,
 *     seed: 0,
 *   },
 * )
 * console.log(result.best.values) // → { hidden: 10, learningRate: 0.1 }
 * const best = await result.bestModel()
 * best.dispose()
 * ```
 */
export async function tune<const Space extends SearchSpace>(
  build: Build<ValuesOf<Space>>,
  data: TuneData | (() => TuneData | Promise<TuneData>),
  options: TuneOptions<Space>,
): Promise<TuneResult<ValuesOf<Space>>> {
  const { space, strategy, seed, epochs, batchSize = 32, executionsPerTrial = 1, folds, maxModelSize } = options
  const { maxTrials = Infinity, maxRetries = 0, keepModels = 1, directory, callbacks, fitOptions } = options
  const limits = { epochs, batchSize, executionsPerTrial, maxModelSize: maxModelSize ?? 1, keepModels }
  checkSpace(space, 'tune')
  checkSearchOptions('tune', options, limits)
  if ((options.objective === undefined) === (options.objectives === undefined)) {
    throw new TypeError(
      `tune: expected objective or objectives, received ${options.objective === undefined ? 'neither' : 'both'}. Give for example objective: 'val_loss'.`,
    )
  }
  checkTuneOptions(options, data)
  const several = options.objectives && objectivesOf(options.objectives, 'tune')
  const objective = several?.[0] ?? objectiveOf(options.objective!, 'tune')
  const task = { space, objective, ...(several && { objectives: several }), seed, epochs }
  const sizes = { ...(folds && { folds }), ...(maxModelSize && { maxModelSize }) }
  const settings = { ...task, batchSize, executionsPerTrial, ...sizes }
  const steering = steeringOf(options, task, 'tune')
  const store = await openStore(directory, { ...settings, ...steering.settings })
  try {
    const study = {
      build,
      data,
      ...(callbacks && { callbacks }),
      ...(fitOptions && { fitOptions }),
    } as Study<never>
    const runner = await createRunner(study, options, 'tune')
    try {
      const training = { objective: task.objective, batchSize, executionsPerTrial, ...sizes, keepWeights: true }
      const plan = { store, runner, strategy, task, training, maxTrials, maxRetries, keepModels }
      const trials = await runSearch({ ...plan, ...steering.plan })
      const result = searchResult(
        trials as Trial<ValuesOf<Space>>[],
        [objective, ...(several ?? []).slice(1)],
        directory,
      )
      return { ...result, bestModel: (rank = 0) => restoredModel(build, result, { rank, seed, epochs, store }) }
    } finally {
      await runner.close()
    }
  } finally {
    await store.close()
  }
}

function checkTuneOptions(
  {
    folds,
    callbacks,
    fitOptions,
    worker,
    queue,
    space,
    strategy,
    pruner,
    executionsPerTrial = 1,
  }: Pick<
    TuneOptions<SearchSpace>,
    'folds' | 'worker' | 'queue' | 'space' | 'strategy' | 'pruner' | 'executionsPerTrial'
  > & {
    callbacks?: unknown
    fitOptions?: unknown
  },
  data: unknown,
): void {
  if (folds !== undefined) expectInteger('tune', 'folds', folds, { min: 2, advice: 'Pass for example 5.' })
  if (folds !== undefined && (data as Partial<TuneData>).validation) {
    throw new RangeError('tune: expected data without validation where folds are taken from it, received both.')
  }
  if (pruner && (folds !== undefined || executionsPerTrial > 1)) {
    throw new RangeError(
      `tune: expected one training for each trial with pruner=${pruner.name}, received ${folds === undefined ? `executionsPerTrial=${executionsPerTrial}` : `folds=${folds}`}. Leave one of them out.`,
    )
  }
  if (Object.hasOwn(space, 'epochs') && strategy.name === 'hyperband') {
    throw new RangeError(
      'tune: expected no epochs in the space of a hyperband, which decides them itself, received both. Remove epochs.',
    )
  }
  if (fitOptions && (worker !== undefined || queue !== undefined)) {
    throw new TypeError(
      'tune: expected workers to find fitOptions in their module, received fitOptions. Export them there.',
    )
  }
  if (callbacks && (worker !== undefined || queue !== undefined)) {
    throw new TypeError(
      'tune: expected workers to find callbacks in their module, received callbacks. Export them there.',
    )
  }
}

async function restoredModel<V extends ValuesOf<SearchSpace>>(
  build: Build<V>,
  { ranked }: SearchResult<V>,
  { rank, seed, epochs, store }: { rank: number; seed: number; epochs: number; store: TrialStore },
): Promise<LayersModel> {
  const trial = ranked[rank]
  if (trial?.added) {
    throw new RangeError(
      `bestModel: expected a trial that this search trained, received rank=${rank}, trial ${trial.id}, which came by addTrials. Try its values first in a new search: enqueue: [${JSON.stringify(trial.values)}].`,
    )
  }
  const weights = trial && (await store.loadWeights(trial.id))
  if (!weights) {
    throw new RangeError(
      `bestModel: expected the rank of a trial whose weights were kept, received rank=${rank}. Give tune a greater keepModels.`,
    )
  }
  const context = { id: trial.id, seed, epochs: trial.epochs ?? epochs, signal: new AbortController().signal }
  const model = await build(trial.values, context)
  setNamedArrays(model, weights, 'bestModel')
  return model
}
