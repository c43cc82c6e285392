import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import type { Logs } from './callback.ts'
import type { Compilation } from './compilation.ts'
import type { LogitRunner } from './logits.ts'
import { measuredNames, measuredValues, measuresOutputs } from './measure.ts'
import type { StepResult } from './train-step.ts'

/** What an epoch leaves on the device. */
export interface EpochResults {
  /** Of each step. */
  results: readonly StepResult[]
  /** Rows of each step. */
  sizes: readonly number[]
  /** Of all rows, in the order of the steps. */
  targets: readonly tf.Tensor[]
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
      const outputs = targets.map((_, index) => tf.concat(results.map((result) => result.outputs[index]!)))
      parts.push(...measuredValues(compiled, runner, targets, outputs))
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
