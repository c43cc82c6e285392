import * as tf from '@tensorflow/tfjs-core'
import { initializers, type Shape } from '@tensorflow/tfjs-layers'
import { oneShape } from '../one-shape.ts'
import { oneTensor } from '../one-tensor.ts'
import { type CallOptions, KerasLayer, type Variable } from './keras-layer.ts'

/** Adds a scaled second input to the first; used by InceptionResNetV2 in `keras.applications`. */
export class CustomScaleLayer extends KerasLayer<{ scale: number }> {
  static readonly className: string = 'CustomScaleLayer'

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const [first, second] = inputs as [tf.Tensor, tf.Tensor]
    return tf.tidy(() => tf.add(first, tf.mul(second, this.options.scale)))
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    return oneShape(inputShape)
  }
}

/** Scales each feature by a learned factor; used by ConvNeXt in `keras.applications`. */
export class LayerScale extends KerasLayer<{ initValues: number; projectionDim: number }> {
  static readonly className: string = 'LayerScale'
  #gamma!: Variable

  override build(): void {
    const { initValues, projectionDim } = this.options
    this.#gamma = this.weight('gamma', [projectionDim], 'gamma', initializers.constant({ value: initValues }))
    this.built = true
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.mul(oneTensor(inputs), this.#gamma.read())
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    return oneShape(inputShape)
  }
}

/** Drops whole rows of a residual branch in training (stochastic depth); used by ConvNeXt in `keras.applications`. */
export class StochasticDepth extends KerasLayer<{ dropPathRate: number }> {
  static readonly className: string = 'StochasticDepth'

  override call(inputs: tf.Tensor | tf.Tensor[], { training }: CallOptions = {}): tf.Tensor {
    const x = oneTensor(inputs)
    if (!training) return x
    return tf.dropout(x, this.options.dropPathRate, [x.shape[0]!, ...Array<number>(x.rank - 1).fill(1)])
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    return oneShape(inputShape)
  }
}
