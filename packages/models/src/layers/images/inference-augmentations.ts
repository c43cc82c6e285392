import * as tf from '@tensorflow/tfjs-core'
import type { Shape } from '@tensorflow/tfjs-layers'
import type { CallOptions } from '../core/keras-layer.ts'
import { OperationLayer } from '../operation-layer.ts'

/** Keras augmentations supported for inference only, where they change nothing; training with them throws. */
const inferenceAugmentations: readonly string[] = [
  'AugMix',
  'ContrastLimitedAdaptiveHistogramEqualization',
  'CutMix',
  'Equalization',
  'MixUp',
  'RandAugment',
  'RandomColorDegeneration',
  'RandomColorJitter',
  'RandomCrop',
  'RandomElasticTransform',
  'RandomErasing',
  'RandomGaussianBlur',
  'RandomGrayscale',
  'RandomHue',
  'RandomInvert',
  'RandomPerspective',
  'RandomPosterization',
  'RandomSaturation',
  'RandomSharpness',
  'RandomShear',
  'Solarization',
]

let classes: (typeof OperationLayer<object>)[] | undefined

/** The classes of {@link inferenceAugmentations}: made once, for a class that is registered is never given back. */
export function inferenceAugmentationClasses(): (typeof OperationLayer<object>)[] {
  classes ??= inferenceAugmentations.map((name) => {
    class Augmentation extends OperationLayer<object> {
      static readonly className: string = name

      protected override run(x: tf.Tensor, { training }: CallOptions): tf.Tensor {
        if (training) {
          throw new Error(
            `${name}: expected a prediction, received training=true: ${this.name} can be used but not trained through here. Augment the images before the model, or freeze and split it behind this layer.`,
          )
        }
        return x
      }

      protected override shapeOf(shape: Shape): Shape {
        return shape
      }
    }
    return Augmentation as unknown as typeof OperationLayer<object>
  })
  return classes
}

/** Stretches the colours of each image and channel to the whole range. See Keras: `keras.layers.AutoContrast`. */
export class AutoContrast extends OperationLayer<{ valueRange?: [number, number] }> {
  static readonly className: string = 'AutoContrast'

  protected override run(x: tf.Tensor): tf.Tensor {
    const [bottom, top] = this.options.valueRange ?? [0, 255]
    return tf.tidy(() => {
      const images = tf.mul(tf.div(tf.sub(tf.cast(x, 'float32'), bottom), top - bottom), 255)
      const [low, high] = [tf.min(images, [1, 2], true), tf.max(images, [1, 2], true)]
      const flat = tf.equal(low, high)
      const scale = tf.div(255, tf.where(flat, tf.onesLike(low), tf.sub(high, low)))
      const spread = tf.clipByValue(tf.add(tf.mul(images, scale), tf.mul(tf.neg(low), scale)), 0, 255)
      const result = tf.add(tf.mul(tf.div(spread, 255), top - bottom), bottom)
      return tf.where(tf.broadcastTo(flat, result.shape), tf.cast(x, 'float32'), result)
    })
  }

  protected override shapeOf(shape: Shape): Shape {
    return shape
  }
}
