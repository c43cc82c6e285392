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
 * @throws RangeError when there is not one class name for each output, or a prediction is not a number.
 * @see pandas `DataFrame.idxmax(axis='columns')` on Keras's predictions
 * @example
 * ```ts
 * import { fit, predictClasses } from '@dlw/train'
 *
 * await fit(model, train, { epochs: 10, seed: 0 })
 * const species = await predictClasses(model, validation.x, { classes: ['Adelie', 'Chinstrap', 'Gentoo'] })
 * console.log(species[2], validation.y[2]) // → Gentoo [ 0, 0, 1 ]
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
  return rows.map((row, index) => classes[outputs === 1 ? Number(number(row[0]!, index) > 0.5) : largest(row, index)]!)
}

function largest(row: readonly number[], index: number): number {
  let best = 0
  for (const [at, value] of row.entries()) if (number(value, index) > row[best]!) best = at
  return best
}

/** Throws for a prediction that is not a number: it belongs to no class. */
function number(value: number, row: number): number {
  if (!Number.isNaN(value)) return value
  throw new RangeError(
    `predictClasses: expected predictions that are numbers, received NaN in row ${row}. The model has weights that are no numbers: train it again with a lower learning rate, or with terminateOnNaN().`,
  )
}
