import { isNdArray, type NdArray } from '../arrays/nd-array.ts'
import { Table } from '../table/table.ts'

/** Data with one entry per row: a table, an array, a typed array, or an array of a shape whose first axis is rows. */
export type Rows = Table | NdArray | Float32Array | Float64Array | Int32Array | Uint8Array | readonly unknown[]

/** How many rows there are. */
export function rowCountOf(data: Rows): number {
  if (data instanceof Table) return data.shape[0]
  return isNdArray(data) ? (data.shape[0] ?? 0) : data.length
}

/** The rows of these numbers, in this order; the same kind comes back. */
export function takeRows<Data extends Rows>(data: Data, rows: readonly number[]): Data
export function takeRows(data: Rows, rows: readonly number[]): Rows {
  if (data instanceof Table) return data.take(rows)
  if (isNdArray(data)) return takeBlocks(data, rows)
  if (ArrayBuffer.isView(data)) {
    const values = data as Float64Array
    const taken = new (values.constructor as new (length: number) => Float64Array)(rows.length)
    for (let place = 0; place < rows.length; place++) taken[place] = values[rows[place]!]!
    return taken
  }
  const entries = data as readonly unknown[]
  return rows.map((row) => entries[row])
}

function takeBlocks({ shape, data }: NdArray, rows: readonly number[]): NdArray {
  const size = data.length / shape[0]!
  const taken = new (data.constructor as new (length: number) => NdArray['data'])(rows.length * size)
  for (let place = 0; place < rows.length; place++) {
    const start = rows[place]! * size
    taken.set(data.subarray(start, start + size), place * size)
  }
  return { shape: [rows.length, ...shape.slice(1)], data: taken }
}
