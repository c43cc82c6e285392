import * as tf from '@tensorflow/tfjs-core'
import { layers, type Shape } from '@tensorflow/tfjs-layers'
import { oneShape } from './one-shape.ts'
import { oneTensor } from './one-tensor.ts'

/** Creates a `Flatten` layer that, unlike TensorFlow.js's own, also accepts flat input, as in Keras. */
export function flatten(options: { name?: string } = {}): layers.Layer {
  tf.serialization.registerClass(Flatten)
  return new Flatten(options)
}

/** The class behind {@link flatten}, under the name that model files use. */
export class Flatten extends layers.Layer {
  static readonly className: string = 'Flatten'

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const x = oneTensor(inputs)
    return tf.reshape(x, [x.shape[0]!, -1])
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    const [rows, ...others] = oneShape(inputShape)
    return [rows!, others.some((size) => size === null) ? null : others.reduce<number>((size, axis) => size * axis!, 1)]
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), dataFormat: 'channelsLast' }
  }
}
