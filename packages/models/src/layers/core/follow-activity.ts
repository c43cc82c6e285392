import * as tf from '@tensorflow/tfjs-core'
import { layers } from '@tensorflow/tfjs-layers'

/** A regularizer as model files describe it. */
interface RegularizerSetting {
  className: string
  config: Record<string, unknown>
}

/**
 * Adds an activity regularizer to a layer, which penalises large outputs in training, which TensorFlow.js does not
 * support, and writes it to the layer's settings.
 */
export function followActivity(layer: layers.Layer, setting: RegularizerSetting): void {
  penaliseActivity(layer, setting)
  Object.assign(layer, { onlyForKeras: 'has an activity regularizer' })
  const getConfig = layer.getConfig.bind(layer)
  layer.getConfig = () => ({ ...getConfig(), activityRegularizer: setting as unknown as tf.serialization.ConfigDict })
}

/** Adds the penalty on a layer's outputs to the loss of trainings: as in Keras the sum over a batch divided by its rows. */
export function penaliseActivity(layer: layers.Layer, setting: RegularizerSetting): void {
  const { kernelRegularizer } = layers.dense({
    units: 1,
    name: 'settings',
    kernelRegularizer: setting as never,
  }) as unknown as {
    kernelRegularizer: { apply(x: tf.Tensor): tf.Scalar }
  }
  // Kept, because the model's outputs inside are disposed before the losses are asked for, which then take it over.
  let penalty: tf.Tensor | undefined
  const takePenalty = (): tf.Tensor | undefined => {
    const taken = penalty && tf.clone(penalty)
    penalty?.dispose()
    penalty = undefined
    return taken
  }
  const apply = layer.apply.bind(layer)
  layer.apply = ((inputs: never, kwargs?: { training?: boolean }) => {
    const output = apply(inputs, kwargs as never)
    tf.dispose(takePenalty())
    if (kwargs?.training && output instanceof tf.Tensor) {
      penalty = tf.keep(tf.tidy(() => tf.div(kernelRegularizer.apply(output), output.shape[0]!)))
    }
    return output
  }) as layers.Layer['apply']
  layer.addLoss(() => (takePenalty() ?? tf.scalar(0)) as tf.Scalar)
}
