import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import type { Logs } from './callback.ts'
import type { Compilation } from './compilation.ts'
import type { LogitRunner } from './logits.ts'
import { measuredNames, measuredValues, measuresOutputs } from './measure.ts'
import { isRead, type ReadOutput, type StepResult } from './train-step.ts'

/** What an epoch leaves on the device. */
export interface EpochResults {
  /** Of each step. */
  results: readonly StepResult[]
  /** Rows of each step. */
  sizes: readonly number[]
  /** Of all rows, in the order of the steps. */
  targets: () => readonly tf.Tensor[]
}

/** Loss, weighted by rows, and metrics, over all rows, of an epoch: one read of the device. */
export async function epochLogs(
  model: LayersModel,
  compiled: Compilation,
  runner: LogitRunner,
  { results, sizes, targets }: EpochResults,
): Promise<Logs> {
  const unread = results.flatMap(({ loss }) => (typeof loss === 'number' ? [] : [loss]))
  const values = tf.tidy(() => {
    const parts = unread.length === 0 ? [] : [tf.stack(unread) as tf.Tensor1D]
    if (measuresOutputs(compiled)) {
      const wanted = targets()
      const outputs = wanted.map((_, index) => joined(results.map((result) => result.outputs[index]!)))
      parts.push(...measuredValues(compiled, runner, wanted, outputs))
    }
    return parts.length === 0 ? undefined : tf.concat(parts)
  })
  const numbers = values ? [...(await values.data())] : []
  values?.dispose()
  const read = numbers.splice(0, unread.length)
  const losses = results.map(({ loss }) => (typeof loss === 'number' ? loss : read.shift()!))
  const rows = sizes.reduce((sum, size) => sum + size, 0)
  const logs: Logs = { loss: sizes.reduce((sum, size, step) => sum + size * losses[step]!, 0) / rows }
  for (const [index, name] of measuredNames(model, compiled).entries()) logs[name] = numbers[index]!
  return logs
}

/** Outputs of all steps as one tensor. */
function joined(outputs: readonly (tf.Tensor | ReadOutput)[]): tf.Tensor {
  const read = outputs.filter(isRead)
  if (read.length < outputs.length) {
    return tf.concat(outputs.map((output) => (isRead(output) ? tf.tensor(output.values, [...output.shape]) : output)))
  }
  const sizes = read.map(({ values }) => values.length)
  const values = new Float32Array(sizes.reduce((sum, size) => sum + size, 0))
  let from = 0
  for (const output of read) {
    values.set(output.values, from)
    from += output.values.length
  }
  const rows = read.reduce((sum, { shape }) => sum + shape[0]!, 0)
  return tf.tensor(values, [rows, ...read[0]!.shape.slice(1)])
}
