import type * as tf from '@tensorflow/tfjs-core'
import type { StepBatch } from '../loop/step/step-parts.ts'

/** The rows of an epoch in its order. */
export interface Epoch {
  /** Its batches, which are not the taker's to dispose. */
  batches: Iterable<StepBatch> | AsyncIterable<StepBatch>
  /** The targets of all batches taken, in their order. */
  targets(): tf.Tensor[]
  dispose(): void
}

/** Where the rows of a training come from. */
export interface RowSource {
  batchSize: number
  /** The rows of each step of an epoch. */
  sizes: number[]
  epoch(index: number): Epoch
}
