import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import type { Compilation } from '../compile/compilation.ts'
import type { LogitRunner } from '../compile/logits.ts'
import { measuredNames, measuredValues, measuresOutputs } from '../evaluate/measure.ts'
import type { Logs } from './callback.ts'
import { joinedReads } from './joined-reads.ts'
import { isRead, type ReadOutput, type StepResult } from './step/train-step.ts'

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
  const rows = sizes.reduce((sum, size) => sum + size, 0)
  const values = tf.tidy(() => {
    const stacked = stackedLosses(results.map(({ loss }) => loss))
    // Of each output, the mean over the steps by their rows.
    const shares = tf.tensor1d(sizes.map((size) => size / rows))
    const losses = (results[0]?.losses ?? []).map((_, index) =>
      tf.sum(tf.mul(stackedLosses(results.map((result) => result.losses[index]!)), shares)),
    )
    const whole = (what: 'outputs' | 'masks'): tf.Tensor[] =>
      (results[0]?.[what] ?? []).map(
        (first, index) => first && joined(results.map((result) => result[what][index]!)),
      ) as tf.Tensor[]
    const parts = {
      targets: measuresOutputs(compiled) ? targets() : [],
      outputs: whole('outputs'),
      masks: whole('masks'),
      losses,
    }
    return tf.concat([stacked, ...measuredValues(model, compiled, runner, parts)])
  })
  const numbers = await values.data()
  values.dispose()
  const logs: Logs = { loss: sizes.reduce((sum, size, step) => sum + size * numbers[step]!, 0) / rows }
  for (const [index, name] of measuredNames(model, compiled).entries()) logs[name] = numbers[sizes.length + index]!
  return logs
}

/** Losses of all steps, read or not. */
function stackedLosses(losses: readonly (tf.Scalar | number)[]): tf.Tensor1D {
  const read = losses.filter((loss) => typeof loss === 'number')
  if (read.length === losses.length) return tf.tensor1d(read)
  return tf.stack(losses.map((loss) => (typeof loss === 'number' ? tf.scalar(loss) : loss))) as tf.Tensor1D
}

/** Outputs of all steps as one tensor. */
function joined(outputs: readonly (tf.Tensor | ReadOutput)[]): tf.Tensor {
  const read = outputs.filter(isRead)
  if (read.length < outputs.length) {
    return tf.concat(outputs.map((output) => (isRead(output) ? tf.tensor(output.values, [...output.shape]) : output)))
  }
  const { values, shape } = joinedReads(read)
  return tf.tensor(values, [...shape])
}
