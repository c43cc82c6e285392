import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import { type OuterLayer, withInnerLayers } from './inner-layers.ts'

interface PenalisedLayer extends OuterLayer {
  trainableWeights: readonly unknown[]
  _losses?: (() => tf.Scalar)[]
  /** Of layers of @dlw/models that penalise their outputs: where each call leaves its penalty. */
  activityPenalties?: tf.Scalar[] | undefined
}

/** What a model adds to its loss by itself. */
export interface Penalties {
  /** Whether there are any on the outputs of layers. */
  readonly onActivity: boolean
  /** The penalties on the weights that learn. Call it in a `tf.tidy`. */
  ofWeights(): tf.Scalar[]
  /**
   * Runs a forward pass, and returns with its result the penalties of all calls of layers on their outputs: of each the
   * sum over the rows divided by their number. The caller disposes of them.
   */
  ofActivity<Result>(forward: () => Result): { result: Result; penalties: tf.Scalar[] }
}

/**
 * Finds the penalties of a model as Keras counts them: each weight that learns once, however often its layer is called,
 * and the outputs of each call. TensorFlow.js counts weights by calls, frozen ones too, and none within recurrent layers.
 */
export function penaltiesOf(model: LayersModel): Penalties {
  const layers = [...withInnerLayers<PenalisedLayer>(model)]
  // Keras calls it without noting what it adds.
  const ofSteps = layers.map((layer) => (layer.getClassName() === 'TimeDistributed' ? layer.layer : undefined))
  const active = layers.filter((layer) => 'activityPenalties' in layer && !ofSteps.includes(layer))
  return {
    onActivity: active.length > 0,
    ofWeights: () =>
      layers.flatMap((layer) => {
        const onWeights = (layer._losses ?? []).filter((loss) => !('ofActivity' in loss))
        return onWeights.length > 0 && layer.trainableWeights.length > 0 ? onWeights.map((loss) => loss()) : []
      }),
    ofActivity(forward) {
      if (active.length === 0) return { result: forward(), penalties: [] }
      const left: tf.Scalar[] = []
      for (const layer of active) layer.activityPenalties = left
      try {
        const result = forward()
        // Kept through the tidies of the model; these belong to the caller's.
        return { result, penalties: left.map((penalty) => tf.clone(penalty)) }
      } finally {
        for (const layer of active) layer.activityPenalties = undefined
        tf.dispose(left)
      }
    },
  }
}
