import * as tf from '@tensorflow/tfjs-core'

interface Tape {
  state: { gradientDepth: number; activeTape: { saved: tf.Tensor[] }[] | null }
}

/**
 * Runs something that may throw in the middle of a gradient, such as a loss of somebody's own, and leaves no tensor then:
 * TensorFlow.js keeps what it saved for a gradient that never comes.
 *
 * @param clean Disposes what `body` kept until it threw.
 */
export function withoutLeaks<Result>(body: () => Result, clean: () => void): Result {
  try {
    return body()
  } catch (error) {
    clean()
    const { state } = tf.engine() as unknown as Tape
    if (state.gradientDepth === 0) {
      for (const { saved } of state.activeTape ?? []) tf.dispose(saved)
      state.activeTape = null
    }
    throw error
  }
}
