import * as tf from '@tensorflow/tfjs-core'
import { Table } from '../table/table.ts'
import { isNdArray, type NdArray } from './nd-array.ts'

/** Everything that becomes a tensor without being asked: what `fit`, `predict` and {@link toTensor} take. */
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
 * Turns numbers into a float32 tensor: a table or rows into `[rows, columns]`, a list into `[length]`, an array of a
 * shape into that shape.
 *
 * @param x The numbers. A tensor is cloned (and cast to float32).
 * @returns A tensor that the caller disposes of.
 * @throws TypeError for a text column, rows of different lengths, or anything else that is not numbers.
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
    return tf.tensor(Float32Array.from(x.data), [...x.shape], 'float32')
  }
  if (ArrayBuffer.isView(x)) return tf.tensor1d(Float32Array.from(x))
  if (!Array.isArray(x)) {
    throw new TypeError(
      `toTensor: expected a Table, an array of numbers or rows, an NdArray or a Tensor, received x=${String(x)}. Read the data first.`,
    )
  }
  return Array.isArray(x[0]) ? rowsToTensor(x as number[][], [x.length, x[0].length]) : listToTensor(x as number[])
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
