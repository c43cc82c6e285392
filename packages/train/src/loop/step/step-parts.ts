import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import type { Compilation } from '../../compile/compilation.ts'
import type { LogitRunner } from '../../compile/logits.ts'
import { outputLosses, totalLoss } from '../../compile/output-losses.ts'
import { outputMasks } from '../../compile/output-masks.ts'
import { penaltiesOf } from '../../compile/penalties.ts'
import { apply } from '../../evaluate/forward.ts'
import { measuresLosses, measuresOutputs } from '../../evaluate/measure.ts'
import type { Batch } from '../batch.ts'
import { withoutLeaks } from '../without-leaks.ts'

/** A batch of a training, whose tensors may be made when they are first asked for. */
export interface StepBatch extends Batch {
  /** Where the rows lie, if memory holds all of them: who takes them from there leaves out the tensors. */
  rows?: BatchRows
}

/** Rows of tensors that hold those of all batches: inputs, targets, and weights if there are any, each once. */
export interface BatchRows {
  tensors: readonly tf.Tensor[]
  /** The numbers of all rows in the order of the epoch; undefined for their own order. */
  order: Int32Array | undefined
  /** The place in that order where the batch begins, and how many rows it has. */
  from: number
  size: number
}

/** What {@link StepParts.gradients} returns, the caller's to dispose. */
export interface Gradients {
  loss: tf.Scalar
  /** The outputs of the model if metrics need them, else none. */
  outputs: tf.Tensor[]
  /** The loss of each output, where there are several. */
  losses: tf.Scalar[]
  /** What of the outputs counts, where masks say it. */
  masks: (tf.Tensor | undefined)[]
  /** By the names of variables. */
  gradients: tf.NamedTensorMap
}

/** The parts of a training step, in their order. All that is the same for each step is done when they are made. */
export interface StepParts {
  /** The variables that learn. */
  variables: readonly tf.Variable[]
  /** Runs the model forward and back. */
  gradients(batch: Batch): Gradients
  /** Moves the variables. */
  update(gradients: tf.NamedTensorMap): void
  /** Brings weights back to where their constraints allow; undefined when none has one. */
  constrain: (() => void) | undefined
}

/**
 * Prepares the steps of a training.
 *
 * @throws TypeError when no weight of the model is trainable.
 */
export function stepParts(model: LayersModel, compiled: Compilation, runner: LogitRunner): StepParts {
  const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable)
  if (variables.length === 0) {
    throw new TypeError(
      `fit: expected a model with trainable weights, received model=${model.name} with none. Unfreeze a layer.`,
    )
  }
  const constrained = model.trainableWeights.filter((weight) => (weight as { constraint?: unknown }).constraint)
  const penalties = penaltiesOf(model)
  const keepsOutputs = measuresOutputs(compiled)
  const keepsLosses = measuresLosses(compiled)
  const masked = outputMasks(model)

  return {
    variables,
    gradients({ inputs, targets, weights }) {
      let kept: tf.Tensor[] = []
      let losses: tf.Scalar[] = []
      let keptMasks: (tf.Tensor | undefined)[] = []
      const lossOf = (): tf.Scalar => {
        const { result, penalties: activity } = penalties.ofActivity(() =>
          masked(() => runner.run(() => apply(model, inputs, true))),
        )
        const { result: outputs, masks } = result
        if (keepsOutputs) {
          kept = outputs.map((output) => tf.keep(output))
          keptMasks = (masks ?? []).map((mask) => mask && tf.keep(tf.clone(mask)))
        }
        const own = outputLosses(runner, { targets, outputs, weights, masks })
        if (keepsLosses) losses = own.map((loss) => tf.keep(loss))
        const terms = [...totalLoss(own, runner), ...penalties.ofWeights(), ...activity]
        return (terms.length === 1 ? terms[0]! : tf.addN(terms)) as tf.Scalar
      }
      const { value, grads } = withoutLeaks(
        () => tf.variableGrads(lossOf, [...variables]),
        () => tf.dispose([kept, losses, keptMasks.filter((mask) => mask !== undefined)]),
      )
      return { loss: value, outputs: kept, losses, masks: keptMasks, gradients: grads }
    },
    update(gradients) {
      compiled.optimizer.applyGradients(variables.map(({ name }) => ({ name, tensor: gradients[name]! })))
    },
    constrain:
      constrained.length === 0
        ? undefined
        : () => {
            for (const weight of constrained) tf.tidy(() => void weight.write(tf.clone(weight.read())))
          },
  }
}
