import * as tf from '@tensorflow/tfjs-core'
import { layers } from '@tensorflow/tfjs-layers'

/** A regularizer as model files describe it. */
interface RegularizerSetting {
  className: string
  config: Record<string, unknown>
}

/**
 * Adds an activity regularizer to a layer, which penalises large outputs in training, which TensorFlow.js does not
 * support. As in Keras it is the sum over a batch divided by its rows.
 */
export function followActivity(layer: layers.Layer, setting: RegularizerSetting): void {
  const { kernelRegularizer } = layers.dense({
    units: 1,
    name: 'settings',
    kernelRegularizer: setting as never,
  }) as unknown as {
    kernelRegularizer: { apply(x: tf.Tensor): tf.Scalar }
  }
  let last: tf.Tensor | undefined
  const apply = layer.apply.bind(layer)
  layer.apply = ((inputs: never, kwargs?: { training?: boolean }) => {
    const output = apply(inputs, kwargs as never)
    last = kwargs?.training && output instanceof tf.Tensor ? output : undefined
    return output
  }) as layers.Layer['apply']
  layer.addLoss(() => (last && !last.isDisposed ? tf.div(kernelRegularizer.apply(last), last.shape[0]!) : tf.scalar(0)))
  Object.assign(layer, { onlyForKeras: 'has an activity regularizer' })
  const getConfig = layer.getConfig.bind(layer)
  layer.getConfig = () => ({ ...getConfig(), activityRegularizer: setting as unknown as tf.serialization.ConfigDict })
}
