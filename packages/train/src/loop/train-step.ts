import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import type { Compilation } from './compilation.ts'
import { apply } from './forward.ts'
import type { LogitRunner } from './logits.ts'
import { measuresLosses, measuresOutputs } from './measure.ts'
import { outputLosses, totalLoss } from './output-losses.ts'
import { outputMasks } from './output-masks.ts'
import { withoutLeaks } from './without-leaks.ts'

/** One batch. */
export interface Batch {
  inputs: readonly tf.Tensor[]
  targets: readonly tf.Tensor[]
  /** For each output, how much each row or each of its steps counts. Defaults to once. */
  weights?: readonly (tf.Tensor | undefined)[]
}

/** What a step leaves, the caller's to dispose: the loss, and what metrics need, if there are any. */
export interface StepResult {
  loss: tf.Scalar
  outputs: tf.Tensor[]
  /** The loss of each output, where there are several. */
  losses: tf.Scalar[]
  /** What of the outputs counts, where masks say it. */
  masks: (tf.Tensor | undefined)[]
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
  const keepsLosses = measuresLosses(compiled)
  const masked = outputMasks(model)

  return ({ inputs, targets, weights }) => {
    let kept: tf.Tensor[] = []
    let losses: tf.Scalar[] = []
    let keptMasks: (tf.Tensor | undefined)[] = []
    const lossOf = (): tf.Scalar => {
      const { result: outputs, masks } = masked(() => runner.run(() => apply(model, inputs, true)))
      if (keepsOutputs) {
        kept = outputs.map((output) => tf.keep(output))
        keptMasks = (masks ?? []).map((mask) => mask && tf.keep(tf.clone(mask)))
      }
      const own = outputLosses(runner, { targets, outputs, weights, masks })
      if (keepsLosses) losses = own.map((loss) => tf.keep(loss))
      const terms = totalLoss(own, runner)
      if (regularised) terms.push(...model.calculateLosses())
      return (terms.length === 1 ? terms[0]! : tf.addN(terms)) as tf.Scalar
    }
    const { value, grads } = withoutLeaks(
      () => tf.variableGrads(lossOf, variables),
      () => tf.dispose([kept, losses, keptMasks.filter((mask) => mask !== undefined)]),
    )
    compiled.optimizer.applyGradients(variables.map(({ name }) => ({ name, tensor: grads[name]! })))
    tf.dispose(grads)
    for (const weight of constrained) tf.tidy(() => void weight.write(tf.clone(weight.read())))
    return { loss: value, outputs: kept, losses, masks: keptMasks }
  }
}
