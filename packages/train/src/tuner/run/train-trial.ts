import type { LayersModel } from '@tensorflow/tfjs-layers'
import type { Callback, Logs } from '../../loop/callback.ts'
import { fit } from '../../loop/fit.ts'
import { seededBuild } from '../../loop/seeded-build.ts'
import type { NamedArray } from '../../weights/safetensors.ts'
import { namedWeights } from '../../weights/weights-file.ts'
import { compareScores } from './objective.ts'
import type { Study, TrialContext, TuneData } from './study.ts'
import type { Execution } from './trial.ts'
import { partCount, withPart } from './trial-splits.ts'
import type { TrainingSettings, TrialOutcome, TrialTask } from './trial-task.ts'

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
  { build, data, callbacks }: Required<Pick<Study, 'build'>> & Pick<Study, 'callbacks'> & { data: TuneData },
  { id, values, seed, epochs, training }: TrialTask & { training: TrainingSettings },
  signal: AbortSignal,
): Promise<TrialOutcome> {
  const { executionsPerTrial, folds, objective } = training
  const compare = compareScores(objective)
  const executions: Execution[] = []
  let best: Trained | undefined
  try {
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
            options: { callbacks: list, ...(validation && { validation }) },
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
  return { status: 'completed', executions, ...(best?.weights && { weights: best.weights }) }
}

function checkSize(model: LayersModel, { maxModelSize = Infinity }: TrainingSettings): void {
  const size = model.countParams()
  if (size > maxModelSize) {
    throw new Ending('invalid', `The model has ${size} parameters, more than the ${maxModelSize} allowed.`)
  }
}

interface Trained {
  execution: Execution
  weights?: NamedArray[]
}

interface Training {
  data: TuneData
  options: { callbacks: readonly Callback[]; validation?: NonNullable<TuneData['validation']> }
}

async function trainModel(
  model: LayersModel,
  { objective, batchSize, keepWeights }: TrainingSettings,
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
      if (keepWeights) weights = await namedWeights(model)
    },
  }
  const { epochs: trained } = await fit(model, data, {
    ...options,
    callbacks: [watch, ...options.callbacks],
    epochs,
    batchSize,
    seed,
    signal,
  })
  if (!best) throw new Ending('invalid', `${objective.name} was never a finite number.`)
  const { epoch, score, metrics } = best
  return { execution: { score, bestEpoch: epoch, metrics, epochs: trained.length }, ...(weights && { weights }) }
}

const missing = (name: string, logs: Logs): string =>
  `expected the objective among ${Object.keys(logs).join(', ')}, received objective=${name}. Names that begin with val_ need validation data or folds; metrics are named in compile.`
