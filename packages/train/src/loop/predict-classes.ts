import type { BatchStream } from '@dlw/data'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import type { ModelData } from '../rows/model-data.ts'
import { type PredictOptions, predict } from './predict.ts'

/** Options of {@link predictClasses}. */
export interface PredictClassesOptions extends PredictOptions {
  /** The names of the classes in the order of the model's outputs, as `oneHot` returns them. */
  classes: readonly string[]
}

/**
 * The name of the most probable class for each row; of equally probable ones the first.
 *
 * @throws RangeError when there is not one class name for each output.
 * @see pandas `DataFrame.idxmax(axis='columns')` on Keras's predictions
 * @example
 * ```ts
 * import { predictClasses } from '@dlw/train'
 * import * as tf from '@tensorflow/tfjs'
 *
 * const kernelInitializer = 'identity'
 * const model = tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [2], kernelInitializer })] })
 * console.log(await predictClasses(model, [[1, 0], [0, 1]], { classes: ['cat', 'dog'] })) // → ['cat', 'dog']
 * ```
 */
export async function predictClasses(
  model: LayersModel,
  x: ModelData | BatchStream<{ x: ModelData }>,
  { classes, ...options }: PredictClassesOptions,
): Promise<string[]> {
  const outputs = model.outputs[0]!.shape.at(-1)
  const wanted = outputs === 1 ? 2 : outputs
  if (classes.length !== wanted) {
    throw new RangeError(
      `predictClasses: expected ${wanted} class names for model ${model.name}, received ${classes.length}: ${classes.join(', ')}. Give one for each output, in its order.`,
    )
  }
  const rows = await predict(model, x, options)
  return rows.map((row) => classes[outputs === 1 ? Number(row[0]! > 0.5) : placeOfLargest(row)]!)
}

function placeOfLargest(row: readonly number[]): number {
  let best = 0
  for (let place = 1; place < row.length; place++) if (row[place]! > row[best]!) best = place
  return best
}
