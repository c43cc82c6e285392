import type * as tf from '@tensorflow/tfjs-core'
import type { Shape } from '@tensorflow/tfjs-layers'
import { type CallOptions, KerasLayer } from './core/keras-layer.ts'
import { oneShape } from './one-shape.ts'

/** Definition of a single-input layer: its operation, output shape, and options in model files. */
export abstract class OperationLayer<Options extends object> extends KerasLayer<Options> {
  /** Computes the output. */
  protected abstract run(x: tf.Tensor, options: CallOptions): tf.Tensor

  /** Computes the output shape. */
  protected abstract shapeOf(shape: Shape): Shape

  override call(inputs: tf.Tensor | tf.Tensor[], options: CallOptions = {}): tf.Tensor {
    const [x, mask] = Array.isArray(inputs) ? [inputs[0]!, [options.mask].flat()[0]] : [inputs, options.mask]
    return this.run(x, { ...options, ...(mask && { mask }) })
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    return this.shapeOf(oneShape(inputShape))
  }
}
