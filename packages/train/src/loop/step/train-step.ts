import * as tf from '@tensorflow/tfjs-core'
import type { StepBatch, StepParts } from './step-parts.ts'

/** What a step leaves, the caller's to dispose: the loss, and what metrics need, if there are any. */
export interface StepResult {
  /** A number when the step has read it already. */
  loss: tf.Scalar | number
  outputs: (tf.Tensor | ReadOutput)[]
  /** The loss of each output, where there are several. */
  losses: (tf.Scalar | number)[]
  /** What of the outputs counts, where masks say it. */
  masks: (tf.Tensor | ReadOutput | undefined)[]
}

/** An output whose numbers the step has read already. */
export interface ReadOutput {
  values: Float32Array
  shape: readonly number[]
}

/** Whether an output has been read. */
export const isRead = (output: tf.Tensor | ReadOutput): output is ReadOutput => !(output instanceof tf.Tensor)

/** Frees what steps left. */
export function disposeResults(results: readonly StepResult[]): void {
  for (const { loss, outputs, losses, masks } of results) {
    for (const left of [loss, ...outputs, ...losses, ...masks]) if (left instanceof tf.Tensor) left.dispose()
  }
}

/** Makes one step on one batch. */
export type Step = (batch: StepBatch) => StepResult

/** The step that sends each kernel through TensorFlow.js's engine. */
export function trainStep({ gradients: gradientsOf, update, constrain }: StepParts): Step {
  return (batch) => {
    const { gradients, ...result } = gradientsOf(batch)
    update(gradients)
    tf.dispose(gradients)
    constrain?.()
    return result
  }
}
