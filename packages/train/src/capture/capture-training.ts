import type { LayersModel } from '@tensorflow/tfjs-layers'
import type { Compilation } from '../compile/compilation.ts'
import type { StepParts } from '../loop/step/step-parts.ts'
import { trainStep } from '../loop/step/train-step.ts'
import type { RuleOptimizer } from '../optimizers/rule-optimizer.ts'
import { plainSteps, type TrainingSteps } from './training-steps.ts'
import { type CaptureOptions, whyNot } from './why-not.ts'

/** Options of {@link captureTraining}. */
export interface CaptureTrainingOptions extends CaptureOptions {
  /** Fills the memory of captured steps with NaN before each. Defaults to doing so only while a step is checked. */
  poison?: boolean
}

/**
 * Prepares the steps of a training: captured ones where that is possible, else plain ones. What captures is loaded when
 * it is needed: a page that trains on a GPU does without.
 */
export async function captureTraining(
  model: LayersModel,
  compiled: Compilation,
  parts: StepParts,
  options: CaptureTrainingOptions,
): Promise<TrainingSteps> {
  const plain = trainStep(parts)
  const reason = whyNot(model, compiled, options)
  if (reason !== undefined) return plainSteps(plain, reason)
  const { capturedSteps } = await import('./captured-steps.ts')
  return capturedSteps(model, compiled.optimizer as RuleOptimizer, {
    parts,
    plain,
    steps: options.steps,
    poison: options.poison ?? false,
  })
}
