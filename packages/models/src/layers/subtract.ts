import * as tf from '@tensorflow/tfjs-core'
import { layers, type Shape } from '@tensorflow/tfjs-layers'

/** The first of two inputs less the second, of the same shape. See Keras: `keras.layers.Subtract`. */
export class Subtract extends layers.Layer {
  static readonly className: string = 'Subtract'

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const [first, second] = inputs as [tf.Tensor, tf.Tensor]
    return tf.sub(first, second)
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    return inputShape[0] as Shape
  }
}
