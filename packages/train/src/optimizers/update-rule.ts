import type { NativeRule } from '@dlw/backend/capture'
import type * as tf from '@tensorflow/tfjs-core'

/** What every number of a step shares. */
export interface UpdateContext {
  learningRate: number
  /** Steps made before this one. */
  iterations: number
}

/** How an optimizer moves the weights of one variable, given its gradient: the only thing optimizers differ in. */
export interface UpdateRule {
  /** What the rule was made with, under the names of its options. */
  readonly settings: Readonly<Record<string, number | boolean>>
  /** What is remembered of each weight from step to step: a name, and the value to start from. */
  readonly slots: readonly { readonly name: string; readonly initial: number }[]
  /** On tensors of the variable's shape: returns the new values, then the new slots. Called in a `tf.tidy`. */
  onTensors(values: tf.Tensor, gradient: tf.Tensor, slots: readonly tf.Tensor[], context: UpdateContext): tf.Tensor[]
  /**
   * The same on plain numbers, in place. Where weights lie in main memory (wasm, cpu) one loop is faster than a dozen
   * kernels, for 83 weights and for millions; and a captured step has no tensors.
   */
  onNumbers(values: Float32Array, gradient: Float32Array, slots: readonly Float32Array[], context: UpdateContext): void
  /** The kernel that does what {@link onNumbers} does, to the same digits, and what it takes. Used by captured steps. */
  readonly native?: { readonly rule: NativeRule; numbers(context: UpdateContext): readonly number[] }
}
