import * as tf from '@tensorflow/tfjs-core'

/** Options of {@link scan}. */
export interface ScanOptions {
  /** Mask of valid steps, `[rows, steps]`; states do not change at the others. */
  mask?: tf.Tensor | undefined
  goBackwards?: boolean
  /** Whether the output is zero at masked steps, instead of the previous output. */
  zeroOutputForMask?: boolean
}

/** Result of {@link scan}: the output of each step, in processing order, and the last states. */
export interface Scanned {
  outputs: tf.Tensor[]
  states: tf.Tensor[]
}

/** Takes a recurrent step for each of `steps`; the first state that a step returns is its output, or that at `outputAt`. */
export function scan(
  steps: readonly tf.Tensor[],
  initial: readonly tf.Tensor[],
  step: (input: tf.Tensor, states: readonly tf.Tensor[]) => tf.Tensor[],
  { mask, goBackwards = false, zeroOutputForMask = false }: ScanOptions,
  outputAt = 0,
): Scanned {
  const masks = mask && tf.unstack(tf.cast(mask, 'bool'), 1)
  const order = steps.map((_, index) => (goBackwards ? steps.length - 1 - index : index))
  let states = [...initial]
  const outputs: tf.Tensor[] = []
  for (const index of order) {
    const before = states
    const after = step(steps[index]!, before)
    let output = after[outputAt]!
    states = after
    if (masks) {
      const counts = (value: tf.Tensor) => tf.reshape(masks[index]!, [-1, ...Array<1>(value.rank - 1).fill(1)])
      states = after.map((state, at) => tf.where(counts(state), state, before[at]!))
      output = zeroOutputForMask
        ? tf.where(counts(output), output, tf.zerosLike(output))
        : tf.where(counts(output), output, before[outputAt]!)
    }
    outputs.push(output)
  }
  return { outputs, states }
}
