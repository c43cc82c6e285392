import * as tf from '@tensorflow/tfjs-core'
import type { Shape } from '@tensorflow/tfjs-layers'
import { OperationLayer } from '../operation-layer.ts'
import type { CallOptions } from './keras-layer.ts'

/** Softmax over one axis or several. */
export function softmaxOver(x: tf.Tensor, axis: number | readonly number[]): tf.Tensor {
  const axes = [axis].flat().map((one) => (one < 0 ? x.rank + one : one))
  if (axes.length === 1 && axes[0] === x.rank - 1) return tf.softmax(x)
  return tf.tidy(() => tf.exp(tf.sub(x, tf.logSumExp(x, axes, true))))
}

/** Softmax over any axes; masked steps get zero. See Keras: `keras.layers.Softmax`. */
export class Softmax extends OperationLayer<{ axis?: number | number[] }> {
  static readonly className: string = 'Softmax'

  override call(inputs: tf.Tensor | tf.Tensor[], options: CallOptions = {}): tf.Tensor {
    const given = this.callArguments && (this.given(['inputs', 'mask'], inputs).mask as tf.Tensor | null)
    return super.call([inputs].flat()[0]!, given ? { ...options, mask: given } : options)
  }

  protected override run(x: tf.Tensor, { mask }: CallOptions): tf.Tensor {
    const { axis = -1 } = this.options
    return tf.tidy(() => {
      const counts = mask && tf.cast(mask as tf.Tensor, 'bool')
      if (!counts) return softmaxOver(x, axis)
      const y = softmaxOver(tf.where(counts, x, tf.fill(x.shape, -3e38 / 2)), axis)
      return tf.where(counts, y, tf.zerosLike(y))
    })
  }

  protected override shapeOf(shape: Shape): Shape {
    return shape
  }
}
