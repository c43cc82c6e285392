import { type Numeric, toTensor } from '@dlw/data'
import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import { inOrder, isByName } from './by-name.ts'
import type { SampleWeight } from './labelled-data.ts'

/** How much rows count in the loss. */
export interface RowWeightOptions {
  /**
   * How much each row counts, `[rows]`, or `[rows, steps]` for the steps of a sequence. With several outputs the same for
   * all, or one for each as a list or by name. May stand with the data instead. Defaults to once.
   */
  sampleWeight?: SampleWeight
  /**
   * How much the rows of each class number count: `{ 0: 1, 1: 5 }`. Classes left out count once. For models with one
   * output.
   */
  classWeight?: Readonly<Record<number, number>>
}

/**
 * For each output, the product of sample and class weights, or undefined when every row counts once. The caller disposes
 * them; outputs may share one.
 *
 * @throws RangeError for weights that are negative or too few, and classes that are not whole numbers.
 */
export async function rowWeights(
  model: LayersModel,
  targets: readonly tf.Tensor[],
  { caller, sampleWeight, classWeight }: RowWeightOptions & { caller: string },
): Promise<(tf.Tensor | undefined)[] | undefined> {
  if (sampleWeight === undefined && !classWeight) return undefined
  if (classWeight && targets.length > 1) {
    throw new RangeError(
      `${caller}: expected classWeight only with one output, received ${targets.length} outputs. Use sampleWeight, one for each output.`,
    )
  }
  const parts = sampleWeight === undefined ? [undefined] : partsOf(model, sampleWeight, caller)
  const made: tf.Tensor[] = []
  try {
    const shared =
      parts.length === 1 ? await tensorOf(parts[0], model, targets, { caller, output: 0, made }) : undefined
    const weights = shared
      ? targets.map((_, output) => fitting(shared, model, targets[output]!, { caller, output }))
      : await Promise.all(targets.map((_, output) => tensorOf(parts[output], model, targets, { caller, output, made })))
    if (!classWeight) return weights
    const classes = await classTensor(targets[0]!, classWeight, caller)
    if (!weights[0]) return [classes]
    const product = tf.tidy(() => {
      const ones = Array.from({ length: weights[0]!.rank - 1 }, () => 1)
      return tf.mul(weights[0]!, tf.reshape(classes, [classes.size, ...ones]))
    })
    tf.dispose([weights[0], classes])
    return [product]
  } catch (error) {
    tf.dispose(made)
    throw error
  }
}

/** One weighting for all outputs, or one for each. */
function partsOf(model: LayersModel, weight: SampleWeight, caller: string): (Numeric | undefined)[] {
  const names = model.outputNames
  if (isByName<Numeric>(weight)) {
    const place = { caller, what: 'sampleWeight', names, kind: 'output', model: model.name } as const
    return inOrder(
      weight,
      place,
      names.map(() => false),
    )
  }
  const isList = names.length > 1 && Array.isArray(weight) && typeof weight[0] !== 'number'
  if (!isList) return [weight as Numeric]
  if (weight.length === names.length) return [...weight] as Numeric[]
  throw new RangeError(
    `${caller}: expected sampleWeight [rows], or one for each of the outputs ${names.join(', ')}, received a list of ${weight.length}.`,
  )
}

interface Place {
  caller: string
  output: number
}

async function tensorOf(
  part: Numeric | undefined,
  model: LayersModel,
  targets: readonly tf.Tensor[],
  { made, ...place }: Place & { made: tf.Tensor[] },
): Promise<tf.Tensor | undefined> {
  if (part === undefined) return undefined
  const weight = toTensor(part)
  made.push(weight)
  fitting(weight, model, targets[place.output]!, place)
  const values = await weight.data()
  const wrong = values.findIndex((value: number) => !(value >= 0 && value < Infinity))
  if (wrong < 0) return weight
  const row = Math.floor(wrong / (weight.size / weight.shape[0]!))
  throw new RangeError(`${place.caller}: expected weights of at least 0, received ${values[wrong]} for row ${row}.`)
}

/** Weights have the first axes of the loss: rows, and steps of a sequence. */
function fitting(weight: tf.Tensor, model: LayersModel, target: tf.Tensor, { caller, output }: Place): tf.Tensor {
  const rows = target.shape[0]!
  if (weight.shape[0] !== rows) {
    throw new RangeError(
      `${caller}: expected a sampleWeight for each of ${rows} rows, received ${weight.shape[0] ?? 0}.`,
    )
  }
  const steps = model.outputs[output]!.shape.slice(1, -1)
  const own = weight.shape.slice(1)
  if (own.length <= steps.length && own.every((size, axis) => steps[axis] === null || steps[axis] === size))
    return weight
  throw new RangeError(
    `${caller}: expected a sampleWeight of shape [rows${steps.length > 0 ? `] or [${['rows', ...steps.map((size) => size ?? 'any')].join(', ')}` : ''}] for output ${model.outputNames[output]}, received [${weight.shape.join(', ')}].`,
  )
}

async function classTensor(
  target: tf.Tensor,
  classWeight: Readonly<Record<number, number>>,
  caller: string,
): Promise<tf.Tensor1D> {
  const classes = await classNumbers(target, caller)
  const weights = new Float32Array(classes.length)
  for (let row = 0; row < classes.length; row++) weights[row] = classWeight[classes[row]!] ?? 1
  const wrong = weights.findIndex((weight) => !(weight >= 0 && weight < Infinity))
  if (wrong < 0) return tf.tensor1d(weights)
  throw new RangeError(`${caller}: expected weights of at least 0, received ${weights[wrong]} for row ${wrong}.`)
}

/** The class number of each row: one-hot targets, class numbers, or 0 and 1. */
async function classNumbers(target: tf.Tensor, caller: string): Promise<Float32Array | Int32Array> {
  const oneHot = target.rank === 2 && target.shape[1]! > 1
  const numbers = oneHot ? tf.argMax(target, -1) : target
  const values = (await numbers.data()).slice() as Float32Array
  if (oneHot) numbers.dispose()
  if (values.length !== target.shape[0] || values.some((value) => !Number.isInteger(value))) {
    throw new RangeError(
      `${caller}: expected classes as targets for classWeight, received targets of shape [${target.shape.join(', ')}]. Use sampleWeight.`,
    )
  }
  return values
}
