import * as tf from '@tensorflow/tfjs-core'

/** Options of {@link preprocessImages}. */
export interface PreprocessImagesOptions {
  /** The network to preprocess for. */
  backbone: 'denseNet' | 'mobileNet' | 'mobileNetV2' | 'resNet50'
}

/**
 * Preprocesses images as a backbone was trained. DenseNet: divided by 255 and standardised with ImageNet's mean and
 * standard deviation; MobileNet: scaled to [−1, 1]; ResNet: converted to BGR and centred.
 *
 * @param images `[images, height, width, 3]`, colours RGB from 0 to 255.
 * @returns A new tensor of the same shape. The caller disposes it.
 * @throws TypeError if the images have a different shape.
 * @see Keras: `keras.applications.densenet.preprocess_input` and others
 * @example
 * ```ts
 * import { preprocessImages } from '@dlw/models'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * const white = tf.fill([1, 2, 2, 3], 255) as tf.Tensor4D
 * console.log(tf.max(preprocessImages(white, { backbone: 'mobileNet' })).dataSync()[0]) // → 1
 * ```
 */
export function preprocessImages(images: tf.Tensor4D, { backbone }: PreprocessImagesOptions): tf.Tensor4D {
  if (images.rank !== 4 || images.shape[3] !== 3) {
    throw new TypeError(
      `preprocessImages: expected RGB images [images, height, width, 3], received shape=[${images.shape}]. Add an axis or drop transparency.`,
    )
  }
  return tf.tidy(() => {
    if (backbone === 'resNet50') return tf.sub(tf.reverse(images, 3), tf.tensor1d([103.939, 116.779, 123.68]))
    if (backbone !== 'denseNet') return tf.sub(tf.div(images, 127.5), 1)
    const centred = tf.sub(tf.div(images, 255), tf.tensor1d([0.485, 0.456, 0.406]))
    return tf.div(centred, tf.tensor1d([0.229, 0.224, 0.225]))
  })
}
