import { expectInteger } from '@dlw/data/arguments'
import { imageNetClasses } from './imagenet-classes.ts'

/** Options of {@link decodePredictions}. */
export interface DecodePredictionsOptions {
  /** Number of classes to return, the most likely first. Defaults to 5. */
  top?: number
  /** Names of the classes in the order of the outputs. Defaults to ImageNet's 1000. */
  classes?: readonly string[]
}

/** A predicted class of an image. */
export interface DecodedPrediction {
  /** Index of the output. */
  index: number
  /** Name of the class. */
  name: string
  /** Output of the model: the probability of the class. */
  probability: number
}

/**
 * Decodes the predictions of a classifier: returns the most likely classes of each image, the most likely first.
 *
 * @param probabilities `[images, classes]`, one row per image.
 * @throws RangeError if a row does not have one number per class, or `top` is not a positive integer.
 * @see Keras: `keras.applications.densenet.decode_predictions`
 * @example
 * ```ts
 * import { decodePredictions } from '@dlw/models'
 *
 * const [best] = decodePredictions([[0.1, 0.7, 0.2]], { classes: ['cat', 'dog', 'bird'], top: 1 })[0]!
 * console.log(best) // → { index: 1, name: 'dog', probability: 0.7 }
 * ```
 */
export function decodePredictions(
  probabilities: readonly ArrayLike<number>[],
  { top = 5, classes = imageNetClasses }: DecodePredictionsOptions = {},
): DecodedPrediction[][] {
  expectInteger('decodePredictions', 'top', top)
  return probabilities.map((row) => {
    if (row.length !== classes.length) {
      throw new RangeError(
        `decodePredictions: expected ${classes.length} numbers per picture, received ${row.length}. Pass the names of the model's own classes.`,
      )
    }
    return Array.from(row, (probability, index) => ({ index, name: classes[index]!, probability }))
      .sort((a, b) => b.probability - a.probability)
      .slice(0, top)
  })
}
