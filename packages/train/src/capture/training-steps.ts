import type * as tf from '@tensorflow/tfjs-core'
import type { Step } from '../loop/train-step.ts'
import type { CaptureReport } from './capture-report.ts'

/** Computes numbers from tensors and the weights of a model, which it leaves alone. */
export type Measure = () => tf.Tensor1D

/** The steps of one training. */
export interface TrainingSteps {
  step: Step
  /** Looks whether callbacks have changed settings of layers; if so, steps are captured anew. */
  recheck(): void
  report(): CaptureReport
  /** The numbers that `plain` measures on validation data, the same tensors after each epoch. */
  measure(inputs: readonly tf.Tensor[], plain: Measure): tf.Tensor1D | Float32Array
  /** Frees the memory of captured steps; the weights keep their numbers. */
  dispose(): void
}

/** Steps that run through TensorFlow.js, and why. */
export const plainSteps = (step: Step, reason: string): TrainingSteps => ({
  step,
  recheck: () => undefined,
  report: () => ({ active: false, steps: 0, reason }),
  measure: (_, plain) => plain(),
  dispose: () => undefined,
})
