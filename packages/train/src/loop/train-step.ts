import * as tf from '@tensorflow/tfjs-core'
import type { Batch, StepParts } from './step-parts.ts'

/** What a step leaves, the caller's to dispose: the loss, and for metrics, if there are any, the outputs. */
export interface StepResult {
  /** A number when the step has read it already. */
  loss: tf.Scalar | number
  outputs: (tf.Tensor | ReadOutput)[]
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
  for (const { loss, outputs } of results) {
    if (typeof loss !== 'number') loss.dispose()
    for (const output of outputs) if (!isRead(output)) output.dispose()
  }
}

/** Makes one step on one batch. */
export type Step = (batch: Batch) => StepResult

/** The step that sends each kernel through TensorFlow.js's engine. */
export function trainStep({ gradients: gradientsOf, update, constrain }: StepParts): Step {
  return (batch) => {
    const { loss, outputs, gradients } = gradientsOf(batch)
    update(gradients)
    tf.dispose(gradients)
    constrain?.()
    return { loss, outputs }
  }
}
