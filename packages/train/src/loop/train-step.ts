import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import type { Compilation } from './compilation.ts'
import { apply } from './forward.ts'
import type { LogitRunner } from './logits.ts'
import { measuresOutputs } from './measure.ts'

/** One batch. */
export interface Batch {
  inputs: readonly tf.Tensor[]
  targets: readonly tf.Tensor[]
  /** How much each row counts, `[rows]`. Defaults to once. */
  weights?: tf.Tensor
}

/** What a step leaves, the caller's to dispose: the loss, and for metrics, if there are any, the outputs. */
export interface StepResult {
  loss: tf.Scalar
  outputs: tf.Tensor[]
}

/** Builds the function that makes one step on one batch; all that is the same for each step is done here. */
export function trainStep(
  model: LayersModel,
  compiled: Compilation,
  runner: LogitRunner,
): (batch: Batch) => StepResult {
  const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable)
  if (variables.length === 0) {
    throw new TypeError(
      `fit: expected a model with trainable weights, received model=${model.name} with none. Unfreeze a layer.`,
    )
  }
  const constrained = model.trainableWeights.filter((weight) => (weight as { constraint?: unknown }).constraint)
  const regularised = tf.tidy(() => model.calculateLosses().length > 0)

  const keepsOutputs = measuresOutputs(compiled)

  return ({ inputs, targets, weights }) => {
    let kept: tf.Tensor[] = []
    const { value, grads } = tf.variableGrads(() => {
      const outputs = runner.run(() => apply(model, inputs, true))
      if (keepsOutputs) kept = outputs.map((output) => tf.keep(output))
      const terms = runner.losses.map((loss, index) => {
        const rows = loss(targets[index]!, outputs[index]!)
        return tf.mean(weights ? tf.mul(rows, weights) : rows)
      })
      if (regularised) terms.push(...model.calculateLosses())
      return (terms.length === 1 ? terms[0]! : tf.addN(terms)) as tf.Scalar
    }, variables)
    compiled.optimizer.applyGradients(variables.map(({ name }) => ({ name, tensor: grads[name]! })))
    tf.dispose(grads)
    for (const weight of constrained) tf.tidy(() => void weight.write(tf.clone(weight.read())))
    return { loss: value, outputs: kept }
  }
}
