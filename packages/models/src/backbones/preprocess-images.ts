import { nearestName } from '@dlw/data/arguments'
import * as tf from '@tensorflow/tfjs-core'

/** How each network of `keras.applications` was trained: standardised, from −1 to 1, BGR and centred, or 0 to 255. */
const scalings = {
  convNeXt: 'none',
  denseNet: 'standardised',
  efficientNet: 'none',
  efficientNetV2: 'none',
  inceptionResNetV2: 'signed',
  inceptionV3: 'signed',
  mobileNet: 'signed',
  mobileNetV2: 'signed',
  mobileNetV3: 'none',
  nasNet: 'signed',
  resNet: 'centred',
  resNet50: 'centred',
  resNetV2: 'signed',
  vgg16: 'centred',
  vgg19: 'centred',
  xception: 'signed',
} as const

/** Options of {@link preprocessImages}. */
export interface PreprocessImagesOptions {
  /** The network to preprocess for, by the name of Keras's module. */
  backbone:
    | 'convNeXt'
    | 'denseNet'
    | 'efficientNet'
    | 'efficientNetV2'
    | 'inceptionResNetV2'
    | 'inceptionV3'
    | 'mobileNet'
    | 'mobileNetV2'
    | 'mobileNetV3'
    | 'nasNet'
    | 'resNet'
    | 'resNet50'
    | 'resNetV2'
    | 'vgg16'
    | 'vgg19'
    | 'xception'
}

/**
 * Preprocesses images as a backbone was trained. DenseNet: divided by 255 and standardised with ImageNet's mean and
 * standard deviation. ResNet and VGG: converted to BGR and centred. MobileNet, MobileNetV2, ResNet V2, Inception,
 * Xception and NASNet: scaled to [−1, 1]. EfficientNet, MobileNetV3 and ConvNeXt: unchanged, for they scale images
 * themselves.
 *
 * @param images `[images, height, width, 3]`, colours RGB from 0 to 255.
 * @returns A new tensor of the same shape. The caller disposes it.
 * @throws TypeError if the images have a different shape; RangeError if the backbone is unknown.
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
  const scaling = scalings[backbone]
  if (!Object.hasOwn(scalings, backbone)) {
    const near = nearestName(String(backbone), Object.keys(scalings))
    throw new RangeError(
      `preprocessImages: expected one of ${Object.keys(scalings).join(', ')}, received backbone=${backbone}. ${near === undefined ? 'Pass one of them.' : `Did you mean ${near}?`}`,
    )
  }
  return tf.tidy(() => {
    if (scaling === 'none') return tf.clone(images)
    if (scaling === 'centred') return tf.sub(tf.reverse(images, 3), tf.tensor1d([103.939, 116.779, 123.68]))
    if (scaling === 'signed') return tf.sub(tf.div(images, 127.5), 1)
    const centred = tf.sub(tf.div(images, 255), tf.tensor1d([0.485, 0.456, 0.406]))
    return tf.div(centred, tf.tensor1d([0.229, 0.224, 0.225]))
  })
}
