import { openWasmBackend, unseenKernel } from '@dlw/backend/capture'
import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import type { Compilation } from '../compile/compilation.ts'
import { isRuleOptimizer } from '../optimizers/rule-optimizer.ts'
import { randomLayer, unknownCode } from './known-code.ts'

/** Recording and checking take four steps: shorter trainings gain nothing. */
const fewestSteps = 12

/** What {@link whyNot} has to know. */
export interface CaptureOptions {
  /** False never captures, true also what the user has written; undefined captures what is known. */
  capture: boolean | undefined
  /** How many steps the training has. */
  steps: number
  /** Whether the step is the user's own. */
  ownStep?: boolean
  /** Whether several steps share an update. */
  accumulates?: boolean
}

/** Why the steps of a training are not captured, as one sentence that says what to do; undefined when they can be. */
export function whyNot(
  model: LayersModel,
  compiled: Compilation,
  { capture, steps, ownStep, accumulates }: CaptureOptions,
): string | undefined {
  if (capture === false) return 'fit was called with capture: false. Leave the option out to let steps be captured.'
  const name = tf.getBackend()
  if (name !== 'wasm') {
    return `Steps are captured on wasm, and the ${name} backend is active. Call useBackend({ prefer: 'wasm' }) first.`
  }
  const backend = openWasmBackend()
  if (typeof backend === 'string') return `Steps cannot be captured, as ${backend}.`
  if (ownStep) return 'The step is your own trainStep. Leave it out to let steps be captured.'
  if (accumulates) {
    return 'Gradients of several steps are accumulated. Train as before, or take larger batches and leave out gradientAccumulationSteps.'
  }
  const unseen = unseenKernel()
  if (unseen !== undefined) {
    return `The kernel ${unseen} was registered after the backend was started, and cannot be captured. Call useBackend() after registering it.`
  }
  if (!isRuleOptimizer(compiled.optimizer)) {
    return 'The optimizer is one of TensorFlow.js. Compile the model with one of @dlw/train, by name or such as adam().'
  }
  const random = randomLayer(model)
  if (random !== undefined) {
    return `The layer ${random} draws random numbers that a captured step would repeat. Put the step of chance into the data instead, or train as before.`
  }
  const own = capture ? undefined : unknownCode(model, compiled)
  if (own !== undefined) {
    return `${own}. Pass capture: true to fit if it runs the same operations at each step and reads no values.`
  }
  const frozen = model.weights.some((weight) => weight.dtype !== 'float32')
  if (frozen) return 'A weight of the model is not float32. Train as before, or build the model with float32 weights.'
  if (steps < fewestSteps)
    return `The training has ${steps} steps, too few to be worth capturing. Nothing is to be done.`
  return undefined
}
