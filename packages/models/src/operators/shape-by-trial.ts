import * as tf from '@tensorflow/tfjs-core'
import type { Shape } from '@tensorflow/tfjs-layers'

/** Maximum size of a trial: larger inputs are not tried. */
const limit = 2 ** 26

/**
 * Infers the output shapes of a computation by running it twice on zeros: sizes that vary with unknown input sizes are
 * unknown.
 *
 * @throws RangeError if the inputs are too large to be tried.
 */
export function shapeByTrial(inputs: readonly Shape[], run: (zeros: tf.Tensor[]) => tf.Tensor | tf.Tensor[]): Shape[] {
  const [first, second] = [7, 11].map((unknown) => {
    const known = inputs.map((shape) => shape.map((size) => size ?? unknown))
    const numbers = known.reduce((sum, shape) => sum + shape.reduce((product, size) => product * size, 1), 0)
    if (!(numbers <= limit)) throw new RangeError(`expected inputs of at most ${limit} numbers, received ${numbers}`)
    return tf.tidy(() => [run(known.map((shape) => tf.zeros(shape)))].flat().map(({ shape }) => shape))
  }) as [number[][], number[][]]
  const open = inputs.some((shape) => shape.some((size) => size === null))
  return first.map((shape, index) => shape.map((size, axis) => (open && size !== second[index]![axis] ? null : size)))
}
