import { expectInteger } from '@dlw/data/arguments'
import { imageNetClasses } from './imagenet-classes.ts'

/** Options of {@link decodePredictions}. */
export interface DecodePredictionsOptions {
  /** How many of the likeliest classes are given. Defaults to 5. */
  top?: number
  /** Names of the classes in the order of the outputs. Defaults to ImageNet's 1000. */
  classes?: readonly string[]
}

/** A class that a picture may show. */
export interface DecodedPrediction {
  /** Number of the output. */
  index: number
  /** Name of the class. */
  name: string
  /** The model's output for it: how likely it is. */
  probability: number
}

/**
 * Says in words what a classifier sees: the likeliest classes of each picture, the likeliest first.
 *
 * @param probabilities `[images, classes]`, a row per picture.
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
