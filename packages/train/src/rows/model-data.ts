import { type Numeric, toTensor } from '@dlw/data'
import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel, SymbolicTensor } from '@tensorflow/tfjs-layers'
import { ensureBuilt } from '../compile/ensure-built.ts'
import { type PerName, partsOf } from './by-name.ts'
import { fitsShapeOf, type TargetKind } from './target-kind.ts'
import { checkTargetRange } from './target-range.ts'

/**
 * Rows for a model: one thing with numbers; with several inputs or outputs a list of them by position, or an object by
 * their names.
 */
export type ModelData = Numeric | PerName<Numeric>

const shapeText = (shape: readonly (number | null)[]): string =>
  `[${['rows', ...shape.slice(1).map((size) => size ?? 'any')].join(', ')}]`

/**
 * The tensors of a model's inputs, float32 and without a missing value. The caller disposes them.
 *
 * @throws TypeError when the number of inputs or a width is not the model's; RangeError when a value is not a number.
 */
export async function inputTensors(model: LayersModel, x: ModelData, caller: string): Promise<tf.Tensor[]> {
  ensureBuilt(model)
  const parts = partsOf(x, { caller, what: 'x', names: model.inputNames, kind: 'input', model: model.name })
  return guarded(async (tensors) => {
    for (const [index, part] of parts.entries()) {
      const tensor = toTensor(part!)
      tensors.push(tensor)
      fitsShape(tensor, model.inputs[index]!.shape, model.name, caller)
      await checkFinite(tensor, 'x', caller, part!)
    }
    sameRows(tensors, caller)
  })
}

/**
 * The tensors of a model's targets, float32. Targets `[rows]` of an output `[rows, 1]` become `[rows, 1]`; class numbers
 * of a sparse loss stay `[rows]`; an output that needs no target gets zeros. The caller disposes them.
 */
export async function targetTensors(
  model: LayersModel,
  y: ModelData,
  { caller, rows, kinds }: { caller: string; rows: number; kinds: readonly TargetKind[] },
): Promise<tf.Tensor[]> {
  const names = { caller, what: 'y', names: model.outputNames, kind: 'output', model: model.name } as const
  const parts = partsOf(
    y,
    names,
    kinds.map(({ isUnused }) => !isUnused),
  )
  return guarded(async (tensors) => {
    for (const [index, part] of parts.entries()) {
      const output = model.outputs[index]!
      const { takes, loss } = kinds[index]!
      if (part === undefined) {
        tensors.push(tf.zeros([rows]))
        continue
      }
      const tensor = toTensor(part)
      tensors.push(tensor)
      if (tensor.shape[0] !== rows) {
        throw new RangeError(
          `${caller}: expected x and y of the same length, received ${rows} rows of x and ${tensor.shape[0]} of y. Give one target for each row.`,
        )
      }
      await checkFinite(tensor, 'y', caller, part)
      if (takes === 'class numbers') {
        fitsClasses(tensor, output.shape, model.name, caller)
        tensors[index] = squeezed(tensor, output)
        await areClasses(tensors[index]!, output.shape.at(-1)!, caller)
      } else {
        tensors[index] = expanded(tensor, output)
        if (takes === 'values') fitsTarget(tensors[index]!, output.shape, model.name, caller)
        await checkTargetRange(tensors[index]!, loss, caller)
      }
    }
  })
}

async function guarded(fill: (tensors: tf.Tensor[]) => Promise<void>): Promise<tf.Tensor[]> {
  const tensors: tf.Tensor[] = []
  try {
    await fill(tensors)
    return tensors
  } catch (error) {
    tf.dispose(tensors)
    throw error
  }
}

function reshaped(tensor: tf.Tensor, shape: number[]): tf.Tensor {
  const result = tf.reshape(tensor, shape)
  tensor.dispose()
  return result
}

const expanded = (tensor: tf.Tensor, output: SymbolicTensor): tf.Tensor =>
  tensor.rank === output.rank - 1 && output.shape.at(-1) === 1 ? reshaped(tensor, [...tensor.shape, 1]) : tensor

const squeezed = (tensor: tf.Tensor, output: SymbolicTensor): tf.Tensor =>
  tensor.rank === output.rank && tensor.shape.at(-1) === 1 ? reshaped(tensor, tensor.shape.slice(0, -1)) : tensor

const columnNames = (data: Numeric): readonly string[] | undefined =>
  Array.isArray((data as { columns?: unknown }).columns) ? (data as { columns: string[] }).columns : undefined

function fitsShape(tensor: tf.Tensor, shape: readonly (number | null)[], name: string, caller: string): void {
  if (fitsShapeOf(tensor.shape, shape)) return
  const what =
    shape.length === 2 && tensor.rank === 2
      ? `${shape[1]} features for model ${name}, received ${tensor.shape[1]}`
      : `x of shape ${shapeText(shape)} for model ${name}, received [${tensor.shape.join(', ')}]`
  throw new TypeError(`${caller}: expected ${what}. Give the columns the model was built for, in their order.`)
}

function fitsTarget(tensor: tf.Tensor, shape: readonly (number | null)[], name: string, caller: string): void {
  if (fitsShapeOf(tensor.shape, shape)) return
  throw new TypeError(
    `${caller}: expected y of shape ${shapeText(shape)} for model ${name}, received [${tensor.shape.join(', ')}]. One-hot encode class names; use a sparse loss for class numbers.`,
  )
}

/** Class numbers have the shape of the output without its last axis, or with a last axis of 1. */
function fitsClasses(tensor: tf.Tensor, shape: readonly (number | null)[], name: string, caller: string): void {
  const rows = shape.slice(0, -1)
  const own = tensor.rank === shape.length && tensor.shape.at(-1) === 1 ? tensor.shape.slice(0, -1) : tensor.shape
  if (fitsShapeOf(own, rows)) return
  const isOneHot = tensor.rank === shape.length && tensor.shape.at(-1) === shape.at(-1)
  throw new TypeError(
    `${caller}: expected class numbers y of shape ${shapeText(rows)} for model ${name} and its sparse loss, received [${tensor.shape.join(', ')}]. ${
      isOneHot
        ? 'These are one-hot rows: use the loss without sparse in its name, such as categoricalCrossentropy.'
        : 'Give one class number for each row.'
    }`,
  )
}

function sameRows(tensors: readonly tf.Tensor[], caller: string): void {
  const rows = tensors[0]!.shape[0]
  if (!(rows! > 0)) throw new RangeError(`${caller}: expected at least one row, received ${rows}.`)
  if (tensors.some((tensor) => tensor.shape[0] !== rows)) {
    throw new RangeError(
      `${caller}: expected inputs of the same length, received ${tensors.map((tensor) => tensor.shape[0]).join(', ')} rows.`,
    )
  }
}

async function checkFinite(tensor: tf.Tensor, what: string, caller: string, part: Numeric): Promise<void> {
  // What the tensor was made of is still here: reading a device takes time, and memory for a copy.
  const source = ArrayBuffer.isView(part) ? part : (part as { data?: unknown }).data
  if (source instanceof Uint8Array || source instanceof Int32Array) return
  const values: ArrayLike<number> = source instanceof Float32Array ? source : await tensor.data()
  // A loop: findIndex takes six times as long for the values of 900 pictures.
  let index = 0
  while (index < values.length && Number.isFinite(values[index])) index++
  if (index === values.length) return
  const width = tensor.size / tensor.shape[0]!
  const column = columnNames(part)?.[index % width] ?? index % width
  throw new RangeError(
    `${caller}: expected finite numbers in ${what}, received ${values[index]} in row ${Math.floor(index / width)}, column ${column}. Drop such rows (Table.dropMissing) or fill them.`,
  )
}

async function areClasses(labels: tf.Tensor, classes: number, caller: string): Promise<void> {
  const values = await labels.data()
  const index = values.findIndex((value: number) => !(Number.isInteger(value) && value >= 0 && value < classes))
  if (index < 0) return
  throw new RangeError(
    `${caller}: expected class numbers from 0 to ${classes - 1}, received ${values[index]} in row ${index} of y. Number the classes from 0, or give the model an output for each.`,
  )
}
