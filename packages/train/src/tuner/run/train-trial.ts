import { type NamedArray, namedArrays } from '@dlw/models/weights'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import type { Callback, Logs } from '../../loop/callback.ts'
import { type FitOptions, fit } from '../../loop/fit.ts'
import { seededBuild } from '../../loop/seeded-build.ts'
import type { Values } from '../space/parameter.ts'
import { compareScores } from './objective.ts'
import { type Reports, reportsOf, TrialPruned } from './reports.ts'
import type { Study, TrialContext, TuneData } from './study.ts'
import type { Execution } from './trial.ts'
import { partCount, withPart } from './trial-splits.ts'
import type { Prune, TrainingSettings, TrialOutcome, TrialTask } from './trial-task.ts'
import { watchedValues } from './watched-values.ts'

/** A message for the outcome of a trial, on its way out of a training. */
class Ending extends Error {
  readonly status: 'invalid' | 'fatal'

  constructor(status: 'invalid' | 'fatal', message: string) {
    super(message)
    this.status = status
  }
}

/**
 * Trains the models of one trial: each execution with a seed of its own, each on every fold. The score of a training
 * is its best epoch's; weights are those of the best epoch of all.
 */
export async function trainTrial(
  {
    build,
    data,
    callbacks,
    fitOptions,
  }: Required<Pick<Study, 'build'>> & Pick<Study, 'callbacks' | 'fitOptions'> & { data: TuneData },
  { id, values: all, seed, training, objectives, ...task }: TrialTask & { training: TrainingSettings },
  signal: AbortSignal,
  prune?: Prune,
): Promise<TrialOutcome> {
  const { executionsPerTrial, folds, objective } = training
  const compare = compareScores(objective)
  const executions: Execution[] = []
  const reports = prune && reportsOf(prune)
  const parts = partCount(folds, data.splits)
  let best: Trained | undefined
  const { values, unread } = watchedValues(all)
  try {
    const clash = data.splits && clashOf(data, { folds, isPruned: prune !== undefined })
    if (clash) throw new Ending('fatal', clash)
    const epochs = countOf('epochs', values) ?? task.epochs
    const batchSize = countOf('batchSize', values) ?? training.batchSize
    for (let index = 0; index < executionsPerTrial * parts; index++) {
      const execution = Math.floor(index / parts)
      const context: TrialContext = { id, seed: (seed + execution) % 2 ** 32, epochs, signal }
      const model = await seededBuild(() => build(values, context), context.seed)
      try {
        checkSize(model, training)
        const list = typeof callbacks === 'function' ? callbacks(values, context) : (callbacks ?? [])
        const place = { folds, fold: index % parts, seed }
        const trained = await withPart(model, data, place, ({ train, validation }) =>
          trainModel(model, training, context, {
            data: train,
            reports,
            names: objectives ?? [objective.name],
            options: {
              batchSize,
              ...fitOptions?.(values, context),
              callbacks: list,
              ...(validation && { validation }),
            },
          }),
        )
        executions.push(trained.execution)
        if (!best || compare(trained.execution.score, best.execution.score) < 0) best = trained
      } finally {
        model.dispose()
      }
    }
  } catch (error) {
    if (reports && error instanceof TrialPruned) return { status: 'pruned', reports: reports.list }
    if (error instanceof Ending) return { status: error.status, message: error.message }
    throw error
  }
  return {
    ...{ status: 'completed', executions, unread: unread() },
    ...(best?.weights && { weights: best.weights }),
    ...(reports && { reports: reports.list }),
  }
}

function checkSize(model: LayersModel, { maxModelSize = Infinity }: TrainingSettings): void {
  const size = model.countParams()
  if (size > maxModelSize) {
    throw new Ending('invalid', `The model has ${size} parameters, more than the ${maxModelSize} allowed.`)
  }
}

/** A parameter that the training takes by its name. */
function countOf(name: 'batchSize' | 'epochs', values: Values): number | undefined {
  const value = Object.hasOwn(values, name) ? values[name] : undefined
  if (value === undefined || (Number.isSafeInteger(value) && Number(value) > 0)) return value as number | undefined
  throw new Ending('fatal', `expected positive whole numbers for ${name} in the space, received ${name}=${value}.`)
}

interface Trained {
  execution: Execution
  weights?: NamedArray[]
}

interface Training {
  /** What must be logged. */
  names: readonly string[]
  data: TuneData
  reports: Reports | undefined
  options: Omit<FitOptions, 'epochs' | 'seed'> & { callbacks: readonly Callback[] }
}

async function trainModel(
  model: LayersModel,
  { objective, keepWeights }: TrainingSettings,
  { seed, epochs, signal }: TrialContext,
  { data, options, reports, names }: Training,
): Promise<Trained> {
  const compare = compareScores(objective)
  let best: { epoch: number; score: number; metrics: Logs } | undefined
  let weights: NamedArray[] | undefined
  const watch: Callback = {
    async onEpochEnd(epoch, logs) {
      const absent = names.find((name) => logs[name] === undefined)
      if (absent !== undefined) throw new Ending('fatal', missing(absent, logs))
      const score = logs[objective.name]!
      if (Number.isFinite(score) && !(best && compare(score, best.score) >= 0)) {
        best = { epoch, score, metrics: { ...logs } }
        if (keepWeights) weights = await namedArrays(model)
      }
      await reports?.report(epoch, score)
    },
  }
  const { epochs: trained } = await fit(model, data, {
    ...options,
    callbacks: [watch, ...options.callbacks],
    epochs,
    seed,
    signal,
  })
  if (!best) throw new Ending('invalid', `${objective.name} was never a finite number.`)
  const { epoch, score, metrics } = best
  return { execution: { score, bestEpoch: epoch, metrics, epochs: trained.length }, ...(weights && { weights }) }
}

/** What splits cannot stand beside. */
function clashOf(
  { splits = [], validation }: TuneData,
  { folds, isPruned }: { folds: number | undefined; isPruned: boolean },
): string | undefined {
  if (splits.length === 0) return 'expected at least one split, received splits=[]. Leave splits out for none.'
  const other = folds !== undefined ? 'folds' : validation ? 'validation' : isPruned ? 'a pruner' : undefined
  return other && `expected splits without ${other}, received both. Leave one of them out.`
}

const missing = (name: string, logs: Logs): string =>
  `expected the objective among ${Object.keys(logs).join(', ')}, received objective=${name}. Names that begin with val_ need validation data or folds; metrics are named in compile.`
