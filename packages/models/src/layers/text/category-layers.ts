import * as tf from '@tensorflow/tfjs-core'
import type { Shape } from '@tensorflow/tfjs-layers'
import { OperationLayer } from '../operation-layer.ts'
import { encodeCategories, type OutputMode, shapeOfCategories } from './encode-categories.ts'

/** See Keras: `keras.layers.CategoryEncoding`. */
export class CategoryEncoding extends OperationLayer<{ numTokens: number; outputMode?: Exclude<OutputMode, 'int'> }> {
  static readonly className: string = 'CategoryEncoding'

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const list = [inputs].flat()
    const given = this.callArguments
      ? this.given(['inputs', 'count_weights'], list)
      : { inputs: list[0], count_weights: list[1] }
    const { numTokens, outputMode = 'multi_hot' } = this.options
    return encodeCategories(
      given.inputs as tf.Tensor,
      numTokens,
      outputMode,
      (given.count_weights ?? undefined) as tf.Tensor | undefined,
    )
  }

  protected override run(x: tf.Tensor): tf.Tensor {
    return this.call(x)
  }

  protected override shapeOf(shape: Shape): Shape {
    return shapeOfCategories(shape, this.options.numTokens, this.options.outputMode ?? 'multi_hot')
  }
}

/** Maps numbers to the index of their interval. See Keras: `keras.layers.Discretization`. */
export class Discretization extends OperationLayer<{ binBoundaries: number[]; outputMode?: OutputMode }> {
  static readonly className: string = 'Discretization'

  protected override run(x: tf.Tensor): tf.Tensor {
    const { binBoundaries, outputMode = 'int' } = this.options
    return tf.tidy(() => {
      const above = tf.greaterEqual(tf.expandDims(tf.cast(x, 'float32'), -1), tf.tensor1d(binBoundaries))
      const bins = tf.sum(tf.cast(above, 'int32'), -1)
      return outputMode === 'int' ? bins : encodeCategories(bins, binBoundaries.length + 1, outputMode)
    })
  }

  protected override shapeOf(shape: Shape): Shape {
    const { binBoundaries, outputMode = 'int' } = this.options
    return outputMode === 'int' ? shape : shapeOfCategories(shape, binBoundaries.length + 1, outputMode)
  }
}
