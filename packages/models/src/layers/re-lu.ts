import * as tf from '@tensorflow/tfjs-core'
import type { Shape } from '@tensorflow/tfjs-layers'
import { OperationLayer } from './operation-layer.ts'

/** Rectified linear unit with a ceiling, a slope below the threshold and a threshold. See Keras: `keras.layers.ReLU`. */
export class ReLU extends OperationLayer<{ maxValue: number | null; negativeSlope: number; threshold: number }> {
  static readonly className: string = 'ReLU'

  protected override resolve({ maxValue, negativeSlope, threshold }: Partial<ReLU['options']>): ReLU['options'] {
    return { maxValue: maxValue ?? null, negativeSlope: negativeSlope ?? 0, threshold: threshold ?? 0 }
  }

  protected override run(x: tf.Tensor): tf.Tensor {
    const { maxValue, negativeSlope, threshold } = this.options
    return tf.tidy(() => {
      if (threshold === 0 && negativeSlope === 0) return maxValue === null ? tf.relu(x) : tf.clipByValue(x, 0, maxValue)
      const kept = maxValue === null ? x : tf.minimum(x, maxValue)
      return tf.where(tf.greaterEqual(x, threshold), kept, tf.mul(tf.sub(x, threshold), negativeSlope))
    })
  }

  protected override shapeOf(shape: Shape): Shape {
    return shape
  }
}

/** Exponential linear unit with any alpha; TensorFlow.js's own layer supports only 1. See Keras: `keras.layers.ELU`. */
export class ELU extends OperationLayer<{ alpha: number }> {
  static readonly className: string = 'ELU'

  protected override resolve({ alpha = 1 }: Partial<ELU['options']>): ELU['options'] {
    return { alpha }
  }

  protected override run(x: tf.Tensor): tf.Tensor {
    return tf.tidy(() => tf.add(tf.relu(x), tf.mul(tf.sub(tf.exp(tf.minimum(x, 0)), 1), this.options.alpha)))
  }

  protected override shapeOf(shape: Shape): Shape {
    return shape
  }
}
