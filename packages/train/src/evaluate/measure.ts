import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import { replayCalls } from '../capture/replay-calls.ts'
import type { Compilation } from '../compile/compilation.ts'
import { activated, type LogitRunner } from '../compile/logits.ts'
import { outputLosses, totalLoss } from '../compile/output-losses.ts'
import { outputMasks } from '../compile/output-masks.ts'
import { penaltiesOf } from '../compile/penalties.ts'
import { uniqueNames } from '../compile/unique-names.ts'
import { tensorsOf as allTensors, type WeightedTensors } from '../rows/labelled-tensors.ts'
import { apply, forwardParts, inferenceBatchSize } from './forward.ts'

/** Whether a metric is measured: the outputs of an epoch are needed then. */
export const measuresOutputs = ({ metrics }: Compilation): boolean => metrics.some((list) => list.length > 0)

/** Whether each output has a loss of its own in the logs. */
export const measuresLosses = ({ losses }: Compilation): boolean => losses.filter(Boolean).length > 1

/** The values of an epoch besides its loss: those of an output, in order. With several outputs its name comes first. */
interface Measured {
  name: string
  output: number
  /** The place among the metrics of the output, or undefined for its loss. */
  metric: number | undefined
}

function measured(model: LayersModel, compiled: Compilation): Measured[] {
  const { losses, metrics } = compiled
  const isOne = model.outputNames.length === 1
  const all = metrics.flatMap((list, output) => {
    const prefix = isOne ? '' : `${model.outputNames[output]}_`
    const own = measuresLosses(compiled) && losses[output] ? [{ name: `${prefix}loss`, output, metric: undefined }] : []
    return [...own, ...list.map(({ name }, metric) => ({ name: `${prefix}${name}`, output, metric }))]
  })
  const names = uniqueNames(all.map(({ name }) => name))
  return all.map((one, index) => ({ ...one, name: names[index]! }))
}

/** The names of all values of an epoch besides its loss. */
export const measuredNames = (model: LayersModel, compiled: Compilation): string[] =>
  measured(model, compiled).map(({ name }) => name)

/**
 * What is measured besides the loss, over all rows, in the order of {@link measuredNames}. Call it in a `tf.tidy`.
 */
export function measuredValues(
  model: LayersModel,
  compiled: Compilation,
  { left }: LogitRunner,
  { targets, outputs, losses, masks }: MeasuredParts,
): tf.Tensor1D[] {
  const predictions = outputs.map((output, index) => activated(output, left[index]))
  const trained = compiled.losses.flatMap((loss, output) => (loss ? [output] : []))
  return measured(model, compiled).map(({ output, metric }) => {
    if (metric === undefined) return tf.reshape(losses[trained.indexOf(output)]!, [1])
    const values = tf.cast(compiled.metrics[output]![metric]!(targets[output]!, predictions[output]!), 'float32')
    return tf.reshape(maskedMean(values, masks?.[output]), [1])
  })
}

/** What {@link measuredValues} takes, each for all rows with an entry for each output. */
export interface MeasuredParts {
  targets: readonly tf.Tensor[]
  outputs: readonly tf.Tensor[]
  /** Of each output that has a loss, where there are several. */
  losses: readonly tf.Tensor[]
  masks?: readonly (tf.Tensor | undefined)[]
}

/** The mean of what a mask leaves; of all where a metric is one number already, or has no steps. */
function maskedMean(values: tf.Tensor, mask: tf.Tensor | undefined): tf.Tensor {
  if (!mask || values.rank < mask.rank || mask.shape.some((size, axis) => size !== values.shape[axis])) {
    return tf.mean(values)
  }
  const steps = values.rank > mask.rank ? tf.mean(tf.reshape(values, [...mask.shape, -1]), -1) : values
  return tf.divNoNan(tf.sum(tf.mul(steps, mask)), tf.sum(mask))
}

/** Rows to evaluate a model on, in one part or in several. */
export type EvaluatedRows = Iterable<WeightedTensors> | AsyncIterable<WeightedTensors>

interface Kept {
  outputs: tf.Tensor[]
  targets: tf.Tensor[]
  weights: (tf.Tensor | undefined)[]
  masks: (tf.Tensor | undefined)[]
  /** One tensor where layers penalise their outputs, else none: for each row, what its batch was penalised. */
  activity: tf.Tensor[]
}

/** How {@link measureRows} measures. */
export interface JudgeOptions {
  parts: EvaluatedRows
  /** Rows at a time. */
  batchSize?: number | undefined
  /** False replays no forward pass, true also those of layers, losses and metrics of the user. */
  capture?: boolean | undefined
}

/** Loss and metrics of a model over all rows of some parts, in inference mode: one read of the device. */
export async function measureRows(
  model: LayersModel,
  compiled: Compilation,
  runner: LogitRunner,
  { parts, batchSize = inferenceBatchSize(model), capture }: JudgeOptions,
): Promise<Record<string, number>> {
  const kept: Kept[] = []
  const replay = await replayCalls(model, { capture, compiled })
  const masked = outputMasks(model)
  const penalties = penaltiesOf(model)
  const count = runner.losses.length
  const runBatch = (rows: readonly tf.Tensor[]): (tf.Tensor | undefined)[] => {
    const { result, penalties: activity } = penalties.ofActivity(() =>
      masked(() => runner.run(() => apply(model, rows, false))),
    )
    const ofRows = activity.length > 0 ? [tf.mul(tf.ones([rows[0]!.shape[0]!]), tf.addN(activity))] : []
    return [...ofRows, ...result.result, ...(result.masks ?? [])]
  }
  const run = (inputs: readonly tf.Tensor[], batch: typeof runBatch): Pick<Kept, 'outputs' | 'masks' | 'activity'> => {
    const results = forwardParts(model, inputs, { batchSize }, batch)
    const activity = results.splice(0, penalties.onActivity ? 1 : 0) as tf.Tensor[]
    return { outputs: results.slice(0, count) as tf.Tensor[], masks: results.slice(count), activity }
  }
  const valuesOf = ({ outputs, targets, weights, masks, activity }: Kept): tf.Tensor1D => {
    const losses = outputLosses(runner, { targets, outputs, weights, masks })
    const added = [...penalties.ofWeights(), ...activity.map((ofRows) => tf.mean(ofRows))]
    const total = tf.addN([...totalLoss(losses, runner), ...added])
    return tf.concat([
      tf.reshape(total, [1]),
      ...measuredValues(model, compiled, runner, { targets, outputs, masks, losses }),
    ])
  }
  const named = ([loss, ...metrics]: ArrayLike<number> & Iterable<number>): Record<string, number> => {
    const logs: Record<string, number> = { loss: loss! }
    for (const [index, name] of measuredNames(model, compiled).entries()) logs[name] = metrics[index]!
    return logs
  }
  const read = async (values: tf.Tensor1D): Promise<Record<string, number>> => {
    try {
      return named(await values.data())
    } finally {
      values.dispose()
    }
  }
  const whole = Array.isArray(parts) && parts.length === 1 ? (parts[0] as WeightedTensors) : undefined
  // In one batch, all that is measured is one call.
  if (whole && whole.inputs[0]!.shape[0]! <= batchSize) {
    const { inputs, targets, weights = [] } = whole
    const kind = `measure, weights ${weights.map((one) => (one ? 1 : 0))}`
    const [values] = replay(kind, allTensors(whole), () => [
      tf.tidy(() => valuesOf({ ...run(inputs, runBatch), targets, weights })),
    ])
    return await read(values as tf.Tensor1D)
  }
  const joined = (tensors: readonly tf.Tensor[]): tf.Tensor =>
    tensors.length === 1 ? tensors[0]! : tf.concat([...tensors])
  const all = <What extends keyof Kept>(what: What): Kept[What] =>
    kept[0]![what].map((first, index) => first && joined(kept.map((part) => part[what][index]!))) as Kept[What]
  try {
    for await (const { inputs, targets, weights } of parts) {
      kept.push({
        ...run(inputs, (rows) => replay('forward', rows, () => runBatch(rows))),
        targets: targets.map((target) => tf.clone(target)),
        weights: (weights ?? []).map((one) => one && tf.clone(one)),
      })
    }
    return await read(
      tf.tidy(() =>
        valuesOf({
          outputs: all('outputs'),
          targets: all('targets'),
          weights: all('weights'),
          masks: all('masks'),
          activity: all('activity'),
        }),
      ),
    )
  } finally {
    tf.dispose(kept as unknown as tf.TensorContainer)
  }
}
