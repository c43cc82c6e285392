import * as tf from '@tensorflow/tfjs-core'
import { Table } from '../table/table.ts'
import { isNdArray, type NdArray } from './nd-array.ts'

/** Any input that `fit`, `predict` and {@link toTensor} convert to a tensor. */
export type Numeric =
  | tf.Tensor
  | Table
  | NdArray
  | Float32Array
  | Float64Array
  | Int32Array
  | Uint8Array
  | readonly number[]
  | readonly (readonly number[])[]

/**
 * Converts numbers to a float32 tensor: a table or rows to `[rows, columns]`, a list to `[length]`, an `NdArray` to a
 * tensor of its shape.
 *
 * @param x The numbers. A tensor is cloned (and cast to float32).
 * @returns A tensor; the caller disposes it.
 * @throws TypeError for a text column, rows of different lengths, or any other input that is not numeric.
 *
 * @example
 * ```ts
 * import { Table, toTensor } from '@dlw/data'
 *
 * const tensor = toTensor(Table.fromColumns({ a: [1, 2, 3], b: [4, 5, 6] }))
 * tensor.arraySync() // → [[1, 4], [2, 5], [3, 6]]
 * tensor.dispose()
 * ```
 */
export function toTensor(x: Numeric): tf.Tensor {
  if (x instanceof tf.Tensor) return x.dtype === 'float32' ? x.clone() : tf.cast(x, 'float32')
  if (x instanceof Table) return tableToTensor(x)
  if (isNdArray(x)) {
    const size = x.shape.reduce((product, length) => product * length, 1)
    if (size !== x.data.length) {
      throw new TypeError(
        `toTensor: expected ${size} values for shape=[${x.shape}], received ${x.data.length}. Check the shape.`,
      )
    }
    return tf.tensor(float32Of(x.data), [...x.shape], 'float32')
  }
  if (ArrayBuffer.isView(x)) return tf.tensor1d(float32Of(x))
  if (!Array.isArray(x)) {
    throw new TypeError(
      `toTensor: expected a Table, an array of numbers or rows, an NdArray or a Tensor, received x=${String(x)}. Read the data first.`,
    )
  }
  return Array.isArray(x[0]) ? rowsToTensor(x as number[][], [x.length, x[0].length]) : listToTensor(x as number[])
}

/**
 * The numbers in an array that a tensor may keep. The wasm backend keeps none: it copies them into its own memory, and a
 * copy before that would double the memory of large data.
 */
function float32Of(values: ArrayLike<number>): Float32Array {
  return values instanceof Float32Array && tf.getBackend() === 'wasm' ? values : Float32Array.from(values)
}

function tableToTensor(table: Table): tf.Tensor {
  const [count, width] = table.shape
  const data = new Float32Array(count * width)
  for (const [column, name] of table.columns.entries()) {
    const values = table.numbers(name)
    for (let row = 0; row < count; row++) data[row * width + column] = values[row]!
  }
  return tf.tensor2d(data, [count, width])
}

function listToTensor(values: readonly number[]): tf.Tensor {
  const wrong = values.findIndex((value) => typeof value !== 'number')
  if (wrong >= 0) {
    throw new TypeError(
      `toTensor: expected numbers, received ${JSON.stringify(values[wrong])} at ${wrong}. Encode text with oneHot().`,
    )
  }
  return tf.tensor1d(Float32Array.from(values))
}

function rowsToTensor(rows: readonly (readonly number[])[], [count, width]: readonly [number, number]): tf.Tensor {
  const data = new Float32Array(count * width)
  for (const [index, row] of rows.entries()) {
    if (row.length !== width) {
      throw new TypeError(
        `toTensor: expected ${width} numbers in each row, received ${row.length} in row ${index}. Make the rows equally long.`,
      )
    }
    const wrong = row.findIndex((value) => typeof value !== 'number')
    if (wrong >= 0) {
      throw new TypeError(
        `toTensor: expected numbers, received ${JSON.stringify(row[wrong])} in row ${index}, column ${wrong}. Encode text with oneHot().`,
      )
    }
    data.set(row, index * width)
  }
  return tf.tensor2d(data, [count, width])
}
