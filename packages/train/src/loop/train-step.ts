import * as tf from '@tensorflow/tfjs-core'
import type { Batch, StepParts } from './step-parts.ts'

/** What a step leaves, the caller's to dispose: the loss, and for metrics, if there are any, the outputs. */
export interface StepResult {
  /** A number when the step has read it already. */
  loss: tf.Scalar | number
  outputs: tf.Tensor[]
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
