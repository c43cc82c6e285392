import { type NamedArray, namedArrays } from '@dlw/models/weights'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import type { Callback, Logs } from '../../loop/callback.ts'
import { type FitOptions, fit } from '../../loop/fit.ts'
import { seededBuild } from '../../loop/seeded-build.ts'
import type { Values } from '../space/parameter.ts'
import { compareScores } from './objective.ts'
import type { Study, TrialContext, TuneData } from './study.ts'
import type { Execution } from './trial.ts'
import { partCount, withPart } from './trial-splits.ts'
import type { TrainingSettings, TrialOutcome, TrialTask } from './trial-task.ts'
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
  { id, values: all, seed, training, ...task }: TrialTask & { training: TrainingSettings },
  signal: AbortSignal,
): Promise<TrialOutcome> {
  const { executionsPerTrial, folds, objective } = training
  const compare = compareScores(objective)
  const executions: Execution[] = []
  let best: Trained | undefined
  const { values, unread } = watchedValues(all)
  try {
    const epochs = countOf('epochs', values) ?? task.epochs
    const batchSize = countOf('batchSize', values) ?? training.batchSize
    for (let index = 0; index < executionsPerTrial * partCount(folds); index++) {
      const execution = Math.floor(index / partCount(folds))
      const context: TrialContext = { id, seed: (seed + execution) % 2 ** 32, epochs, signal }
      const model = await seededBuild(() => build(values, context), context.seed)
      try {
        checkSize(model, training)
        const list = typeof callbacks === 'function' ? callbacks(values, context) : (callbacks ?? [])
        const place = { folds, fold: index % partCount(folds), seed }
        const trained = await withPart(model, data, place, ({ train, validation }) =>
          trainModel(model, training, context, {
            data: train,
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
    if (error instanceof Ending) return { status: error.status, message: error.message }
    throw error
  }
  return { status: 'completed', executions, unread: unread(), ...(best?.weights && { weights: best.weights }) }
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
  data: TuneData
  options: Omit<FitOptions, 'epochs' | 'seed'> & { callbacks: readonly Callback[] }
}

async function trainModel(
  model: LayersModel,
  { objective, keepWeights }: TrainingSettings,
  { seed, epochs, signal }: TrialContext,
  { data, options }: Training,
): Promise<Trained> {
  const compare = compareScores(objective)
  let best: { epoch: number; score: number; metrics: Logs } | undefined
  let weights: NamedArray[] | undefined
  const watch: Callback = {
    async onEpochEnd(epoch, logs) {
      const score = logs[objective.name]
      if (score === undefined) throw new Ending('fatal', missing(objective.name, logs))
      if (!Number.isFinite(score) || (best && compare(score, best.score) >= 0)) return
      best = { epoch, score, metrics: { ...logs } }
      if (keepWeights) weights = await namedArrays(model)
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

const missing = (name: string, logs: Logs): string =>
  `expected the objective among ${Object.keys(logs).join(', ')}, received objective=${name}. Names that begin with val_ need validation data or folds; metrics are named in compile.`
