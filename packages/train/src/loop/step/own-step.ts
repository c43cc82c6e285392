import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import type { Compilation } from '../../compile/compilation.ts'
import type { LogitRunner } from '../../compile/logits.ts'
import { outputLosses, totalLoss } from '../../compile/output-losses.ts'
import { penaltiesOf } from '../../compile/penalties.ts'
import { apply } from '../../evaluate/forward.ts'
import type { Batch } from '../batch.ts'
import type { Logs } from '../callback.ts'
import { withoutLeaks } from '../without-leaks.ts'
import type { StepResult } from './train-step.ts'

/** What a {@link TrainStep} works with besides its batch. */
export interface TrainStepTools {
  readonly model: LayersModel
  readonly optimizer: tf.Optimizer
  /** The step of the training, counted from 0 over all epochs. */
  readonly step: number
  /** A seed for what is random in this step; it follows from the seed of the training. */
  readonly seed: number
  /** The outputs of the model for some inputs, in training mode. */
  predict(inputs: readonly tf.Tensor[]): tf.Tensor[]
  /** The loss that the model is compiled with, of a batch: weights of rows and outputs, and regularisation, included. */
  compiledLoss(batch: Batch): tf.Scalar
  /**
   * Takes one step of the optimizer down a loss, and returns its value.
   *
   * @param variables Those to change. Defaults to the trainable weights of the model.
   */
  minimize(loss: () => tf.Scalar, variables?: readonly tf.Variable[]): tf.Scalar
}

/**
 * What a training does with one batch, in place of what `fit` does: adversarial training, penalties on gradients,
 * contrastive losses. Runs in a `tf.tidy`, so it must not be asynchronous.
 *
 * @returns The loss and whatever else shall be logged, one number each; logs have the mean over the epoch.
 * @see Keras `Model.train_step`
 */
export type TrainStep = (batch: Batch, tools: TrainStepTools) => { loss: tf.Scalar } & Record<string, tf.Scalar>

/** A step of somebody's own, and what its epochs log. */
export interface OwnStep {
  run(batch: Batch, place: { step: number; seed: number }): StepResult
  /** The means of what the steps of an epoch returned, by their rows. */
  logs(results: readonly StepResult[], sizes: readonly number[]): Promise<Logs>
}

/** Prepares a step of somebody's own. */
export function ownStep(
  body: TrainStep,
  { model, compiled, runner }: { model: LayersModel; compiled: Compilation; runner: LogitRunner },
): OwnStep {
  const { optimizer } = compiled
  const trainable = model.trainableWeights.map((weight) => weight.read() as tf.Variable)
  const penalties = penaltiesOf(model)
  let names: string[] | undefined

  const minimize: TrainStepTools['minimize'] = (loss, variables = trainable) => {
    const { value, grads } = withoutLeaks(
      () => tf.variableGrads(loss, [...variables]),
      () => undefined,
    )
    const own = variables.filter(({ name }) => grads[name])
    optimizer.applyGradients(own.map(({ name }) => ({ name, tensor: grads[name]! })))
    tf.dispose(grads)
    return value
  }
  const predict: TrainStepTools['predict'] = (inputs) => apply(model, inputs, true)
  const compiledLoss: TrainStepTools['compiledLoss'] = ({ inputs, targets, weights }) => {
    const { result: outputs, penalties: activity } = penalties.ofActivity(() => runner.run(() => predict(inputs)))
    const terms = totalLoss(outputLosses(runner, { targets, outputs, weights }), runner)
    return tf.addN([...terms, ...penalties.ofWeights(), ...activity]) as tf.Scalar
  }

  return {
    run({ inputs, targets, weights }, place) {
      const batch: Batch = { inputs, targets, ...(weights && { weights }) }
      const values = tf.tidy(() => {
        const result = body(batch, { model, optimizer, predict, compiledLoss, minimize, ...place })
        const own = Object.keys(checked(result))
        names ??= own
        if (own.join() !== names.join()) {
          throw new TypeError(
            `trainStep: expected the same names after each batch, received ${own.join(', ')} after ${names.join(', ')}.`,
          )
        }
        return own.map((name) => tf.clone(result[name]!))
      })
      return { loss: values[names!.indexOf('loss')]!, outputs: [], losses: values as tf.Scalar[], masks: [] }
    },
    async logs(results, sizes) {
      const all = tf.tidy(() => tf.stack(results.map(({ losses }) => tf.stack(losses as tf.Scalar[]))))
      const numbers = await all.data()
      all.dispose()
      const rows = sizes.reduce((sum, size) => sum + size, 0)
      const mean = (at: number): number =>
        sizes.reduce((sum, size, step) => sum + size * numbers[step * names!.length + at]!, 0) / rows
      return Object.fromEntries(names!.map((name, at) => [name, mean(at)]))
    },
  }
}

function checked(result: unknown): Record<string, tf.Scalar> {
  const logs = result as Record<string, tf.Scalar> | undefined
  const isOk =
    logs?.loss instanceof tf.Tensor && Object.values(logs).every((one) => one instanceof tf.Tensor && one.size === 1)
  if (isOk) return logs!
  throw new TypeError(
    'trainStep: expected an object with a loss, and one number for each name, received something else. Return { loss }, and take means.',
  )
}
