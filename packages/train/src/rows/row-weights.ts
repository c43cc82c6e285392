import * as tf from '@tensorflow/tfjs-core'

/** How much rows count in the loss. */
export interface RowWeightOptions {
  /** How much each row counts, `[rows]`. Defaults to once. */
  sampleWeight?: readonly number[]
  /** How much the rows of each class number count: `{ 0: 1, 1: 5 }`. Classes left out count once. */
  classWeight?: Readonly<Record<number, number>>
}

/**
 * The product of sample and class weights, `[rows]`, or undefined when every row counts once. The caller disposes it.
 *
 * @throws RangeError for weights that are negative or too few, and classes that are not whole numbers.
 */
export async function rowWeights(
  targets: readonly tf.Tensor[],
  { sampleWeight, classWeight }: RowWeightOptions,
): Promise<tf.Tensor1D | undefined> {
  if (!sampleWeight && !classWeight) return undefined
  const target = targets[0]!
  const rows = target.shape[0]!
  if (targets.length > 1) {
    throw new RangeError(
      `fit: expected weights only with one output, received ${targets.length} outputs. Weight in the loss.`,
    )
  }
  if (sampleWeight && sampleWeight.length !== rows) {
    throw new RangeError(`fit: expected a sampleWeight for each of ${rows} rows, received ${sampleWeight.length}.`)
  }
  const weights = sampleWeight ? [...sampleWeight] : Array.from({ length: rows }, () => 1)
  if (classWeight) {
    const classes = await classNumbers(target)
    for (const [row, one] of classes.entries()) weights[row]! *= classWeight[one] ?? 1
  }
  const wrong = weights.findIndex((weight) => !(weight >= 0 && weight < Infinity))
  if (wrong >= 0) {
    throw new RangeError(`fit: expected weights of at least 0, received ${weights[wrong]} for row ${wrong}.`)
  }
  return tf.tensor1d(weights, 'float32')
}

/** The class number of each row: one-hot targets, class numbers, or 0 and 1. */
async function classNumbers(target: tf.Tensor): Promise<Float32Array | Int32Array> {
  const oneHot = target.rank === 2 && target.shape[1]! > 1
  const numbers = oneHot ? tf.argMax(target, -1) : target
  const values = (await numbers.data()).slice() as Float32Array
  if (oneHot) numbers.dispose()
  if (values.length !== target.shape[0] || values.some((value) => !Number.isInteger(value))) {
    throw new RangeError(
      `fit: expected classes as targets for classWeight, received targets of shape [${target.shape.join(', ')}]. Use sampleWeight.`,
    )
  }
  return values
}
