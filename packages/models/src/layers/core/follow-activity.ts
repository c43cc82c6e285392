import * as tf from '@tensorflow/tfjs-core'
import { layers } from '@tensorflow/tfjs-layers'

/** A regularizer as model files describe it. */
interface RegularizerSetting {
  className: string
  config: Record<string, unknown>
}

/**
 * Adds an activity regularizer to a layer, which penalises large outputs and which TensorFlow.js does not support, and
 * writes it to the layer's settings.
 */
export function followActivity(layer: layers.Layer, setting: RegularizerSetting): void {
  penaliseActivity(layer, setting)
  Object.assign(layer, { onlyForKeras: 'has an activity regularizer' })
  const getConfig = layer.getConfig.bind(layer)
  layer.getConfig = () => ({ ...getConfig(), activityRegularizer: setting as unknown as tf.serialization.ConfigDict })
}

/** A layer that penalises its outputs. */
interface Penalising {
  /** Where each call leaves its penalty while a training or an evaluation asks for them: kept, the asker's to dispose. */
  activityPenalties: tf.Scalar[] | undefined
}

/**
 * Adds the penalty on a layer's outputs to the loss of trainings and evaluations: as in Keras the sum over a batch divided
 * by its rows, for each call. `model.fit` of TensorFlow.js sees that of the last call.
 */
export function penaliseActivity(layer: layers.Layer, setting: RegularizerSetting): void {
  const { kernelRegularizer } = layers.dense({
    units: 1,
    name: 'settings',
    kernelRegularizer: setting as never,
  }) as unknown as {
    kernelRegularizer: { apply(x: tf.Tensor): tf.Scalar }
  }
  const penalising: Penalising = Object.assign(layer, { activityPenalties: undefined })
  const penaltyOn = (output: tf.Tensor): tf.Scalar =>
    tf.keep(tf.tidy(() => tf.div(kernelRegularizer.apply(output), output.shape[0]!)))
  // Kept, because the model's outputs inside are disposed before the losses are asked for, which then take it over.
  let last: tf.Scalar | undefined
  const takeLast = (): tf.Scalar | undefined => {
    const taken = last && tf.clone(last)
    last?.dispose()
    last = undefined
    return taken
  }
  const apply = layer.apply.bind(layer)
  layer.apply = ((inputs: never, kwargs?: { training?: boolean }) => {
    const output = apply(inputs, kwargs as never)
    if (!(output instanceof tf.Tensor)) return output
    const { activityPenalties } = penalising
    if (activityPenalties) activityPenalties.push(penaltyOn(output))
    else if (kwargs?.training) {
      tf.dispose(takeLast())
      last = penaltyOn(output)
    }
    return output
  }) as layers.Layer['apply']
  layer.addLoss(Object.assign(() => takeLast() ?? tf.scalar(0), { ofActivity: true }))
}
