import type { Step } from '../loop/step/train-step.ts'
import type { CaptureReport } from './capture-report.ts'

/** The steps of one training. */
export interface TrainingSteps {
  step: Step
  /** Looks whether callbacks have changed settings of layers; if so, steps are captured anew. */
  recheck(): void
  report(): CaptureReport
  /** Frees the memory of captured steps; the weights keep their numbers. */
  dispose(): void
}

/** Steps that run through TensorFlow.js, and why. */
export const plainSteps = (step: Step, reason: string): TrainingSteps => ({
  step,
  recheck: () => undefined,
  report: () => ({ active: false, steps: 0, reason }),
  dispose: () => undefined,
})
