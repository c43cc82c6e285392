import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import type { LabelledTensors } from '../rows/labelled-tensors.ts'
import type { Compilation } from './compilation.ts'
import { forward } from './forward.ts'
import { activated, type LogitRunner } from './logits.ts'

/** Whether anything but the loss is measured: the outputs of an epoch are needed then. */
export const measuresOutputs = ({ losses, metrics }: Compilation): boolean => metrics.length > 0 || losses.length > 1

/** The names of {@link measuredValues}, in their order. With several outputs each puts its name first, and has a loss. */
export function measuredNames(model: LayersModel, { metrics }: Compilation): string[] {
  const names = metrics.map(({ name }) => name)
  if (model.outputNames.length === 1) return names
  return model.outputNames.flatMap((output) => ['loss', ...names].map((name) => `${output}_${name}`))
}

/** What is measured besides the loss, over all rows. Call it in a `tf.tidy`. */
export function measuredValues(
  { metrics }: Compilation,
  { left, losses }: LogitRunner,
  targets: readonly tf.Tensor[],
  outputs: readonly tf.Tensor[],
): tf.Tensor1D[] {
  const mean = (values: tf.Tensor): tf.Tensor1D => tf.reshape(tf.mean(tf.cast(values, 'float32')), [1])
  return targets.flatMap((target, index) => {
    const output = outputs[index]!
    const predictions = activated(output, left[index])
    const values = metrics.map((metric) => mean(metric(target, predictions)))
    return targets.length > 1 ? [mean(losses[index]!(target, output)), ...values] : values
  })
}

/** Rows to judge a model on, in one part or in several. */
export type JudgedParts = Iterable<LabelledTensors> | AsyncIterable<LabelledTensors>

/** How {@link judge} measures. */
export interface JudgeOptions {
  parts: JudgedParts
  /** Rows at a time. */
  batchSize?: number | undefined
  /** Measures rows that memory holds in one part; it may read the numbers itself. Defaults to calling `plain`. */
  measure?: (inputs: readonly tf.Tensor[], plain: () => tf.Tensor1D) => tf.Tensor1D | Float32Array
}

/** Loss and metrics of a model over all rows of some parts, in inference mode: one read of the device. */
export async function judge(
  model: LayersModel,
  compiled: Compilation,
  runner: LogitRunner,
  { parts, batchSize, measure = (_, plain) => plain() }: JudgeOptions,
): Promise<Record<string, number>> {
  const run = (inputs: readonly tf.Tensor[]): tf.Tensor[] =>
    runner.run(() => forward(model, inputs, batchSize === undefined ? {} : { batchSize }))
  const valuesOf = (outputs: readonly tf.Tensor[], targets: readonly tf.Tensor[]): tf.Tensor1D => {
    const losses = runner.losses.map((loss, index) => tf.mean(loss(targets[index]!, outputs[index]!)))
    const total = tf.addN([...losses, ...model.calculateLosses()])
    return tf.concat([tf.reshape(total, [1]), ...measuredValues(compiled, runner, targets, outputs)])
  }
  const named = (values: ArrayLike<number>): Record<string, number> => {
    const logs: Record<string, number> = { loss: values[0]! }
    for (const [index, name] of measuredNames(model, compiled).entries()) logs[name] = values[1 + index]!
    return logs
  }
  if (Array.isArray(parts) && parts.length === 1) {
    const { inputs, targets } = parts[0] as LabelledTensors
    const values = measure([...inputs, ...targets], () => tf.tidy(() => valuesOf(run(inputs), targets)))
    if (values instanceof Float32Array) return named(values)
    const numbers = await values.data()
    values.dispose()
    return named(numbers)
  }
  const kept: { outputs: tf.Tensor[]; targets: tf.Tensor[] }[] = []
  const joined = (tensors: readonly tf.Tensor[]): tf.Tensor =>
    tensors.length === 1 ? tensors[0]! : tf.concat([...tensors])
  try {
    for await (const { inputs, targets } of parts) {
      const outputs = run(inputs)
      kept.push({ outputs, targets: targets.map((target) => tf.clone(target)) })
    }
    const values = tf.tidy(() => {
      const [outputs, targets] = (['outputs', 'targets'] as const).map((what) =>
        runner.losses.map((_, index) => joined(kept.map((part) => part[what][index]!))),
      ) as [tf.Tensor[], tf.Tensor[]]
      return valuesOf(outputs, targets)
    })
    const numbers = await values.data()
    values.dispose()
    return named(numbers)
  } finally {
    tf.dispose(kept)
  }
}
