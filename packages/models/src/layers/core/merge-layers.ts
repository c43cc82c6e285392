import * as tf from '@tensorflow/tfjs-core'
import type { Shape } from '@tensorflow/tfjs-layers'
import { maskOf } from '../masks/mask-of.ts'
import { allShapes } from '../one-shape.ts'
import { KerasLayer } from './keras-layer.ts'

/** Merges several tensors element by element; shapes and masks as in Keras. */
abstract class Merge extends KerasLayer<object> {
  protected abstract merge(inputs: readonly tf.Tensor[]): tf.Tensor

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => this.merge(ofOneRank([inputs].flat())))
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    const shapes = allShapes(inputShape)
    const rank = Math.max(...shapes.map(({ length }) => length))
    const full = shapes.map((shape) => [shape[0]!, ...Array<number>(rank - shape.length).fill(1), ...shape.slice(1)])
    return Array.from({ length: rank }, (_, axis) => {
      const sizes = full.map((shape) => shape[axis] ?? null)
      return sizes.find((size) => size !== null && size !== 1) ?? (sizes.includes(null) ? null : 1)
    })
  }
}

/** Keras aligns the first axis and the last ones, with ones in between. */
function ofOneRank(inputs: readonly tf.Tensor[]): tf.Tensor[] {
  const rank = Math.max(...inputs.map((input) => input.rank))
  return inputs.map((input) =>
    input.rank === rank
      ? input
      : tf.reshape(input, [input.shape[0]!, ...Array<number>(rank - input.rank).fill(1), ...input.shape.slice(1)]),
  )
}

const wide = (mask: tf.Tensor, x: tf.Tensor): tf.Tensor =>
  tf.broadcastTo(tf.reshape(mask, [...mask.shape, ...Array<number>(x.rank - mask.rank).fill(1)]), x.shape)

/** See Keras: `keras.layers.Add`. */
export class Add extends Merge {
  static readonly className: string = 'Add'

  protected override merge(inputs: readonly tf.Tensor[]): tf.Tensor {
    return inputs.slice(1).reduce((sum, input) => tf.add(sum, input), inputs[0]!)
  }
}

/** Subtracts the second input from the first. See Keras: `keras.layers.Subtract`. */
export class Subtract extends Merge {
  static readonly className: string = 'Subtract'

  protected override merge([first, second]: readonly tf.Tensor[]): tf.Tensor {
    return tf.sub(first!, second!)
  }
}

/** See Keras: `keras.layers.Average`. */
export class Average extends Merge {
  static readonly className: string = 'Average'

  protected override merge(inputs: readonly tf.Tensor[]): tf.Tensor {
    return tf.div(
      inputs.slice(1).reduce((sum, input) => tf.add(sum, input), inputs[0]!),
      inputs.length,
    )
  }
}

/** Masked values are one, or zero where all are masked. See Keras: `keras.layers.Multiply`. */
export class Multiply extends Merge {
  static readonly className: string = 'Multiply'

  protected override merge(inputs: readonly tf.Tensor[]): tf.Tensor {
    const masks = inputs.map((x) => {
      const mask = maskOf(x)
      return mask && wide(mask, x)
    })
    const product = inputs
      .map((x, index) => (masks[index] ? tf.where(masks[index]!, x, tf.onesLike(x)) : x))
      .reduce((all, x) => tf.mul(all, x))
    if (!masks.every((mask) => mask)) return product
    return tf.where(
      masks.slice(1).reduce((all, mask) => tf.logicalOr(all!, mask!), masks[0])!,
      product,
      tf.zerosLike(product),
    )
  }
}

/** Returns the unmasked one of two elements, or the result of `of` for both. */
function outOf(inputs: readonly tf.Tensor[], of: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor): tf.Tensor {
  let output = inputs[0]!
  const first = maskOf(output)
  let counted = first && wide(first, output)
  for (const input of inputs.slice(1)) {
    const own = maskOf(input)
    const mask = own && wide(own, input)
    const next = mask ? tf.where(mask, input, output) : input
    if (counted) output = tf.where(counted, output, next)
    counted = mask && counted ? tf.logicalOr(counted, mask) : undefined
    output = of(output, next)
  }
  return output
}

/** See Keras: `keras.layers.Maximum`. */
export class Maximum extends Merge {
  static readonly className: string = 'Maximum'

  protected override merge(inputs: readonly tf.Tensor[]): tf.Tensor {
    return outOf(inputs, tf.maximum)
  }
}

/** See Keras: `keras.layers.Minimum`. */
export class Minimum extends Merge {
  static readonly className: string = 'Minimum'

  protected override merge(inputs: readonly tf.Tensor[]): tf.Tensor {
    return outOf(inputs, tf.minimum)
  }
}
