import { rejectUnknownOptions } from '../arguments/reject-unknown-options.ts'
import type { NdArray } from '../arrays/nd-array.ts'
import type { Table } from '../table/table.ts'

/** Options of {@link slidingWindows}. */
export interface SlidingWindowsOptions {
  /** Name of the column to be told. */
  target: string
  /** Rows in a window, at least 1. */
  length: number
  /** How many rows after the window's last one the target lies. Defaults to 1: tomorrow. */
  horizon?: number
  /**
   * What stands before the first row. `'none'`: windows begin with the first row, so the first `length − 1` rows end no
   * window. `'edge'`: the first row is repeated, so that every row ends a window. Defaults to `'none'`.
   */
  padding?: 'none' | 'edge'
}

/** Windows over rows, and what is to be told from each. */
export interface SlidingWindows {
  /** The rows of each window, oldest first: `[windows, length, columns]`. */
  x: NdArray
  /** The target of each window: `[windows]`. */
  y: Float64Array
  /** The last row of each window: `y[i]` is the target column's value at `rows[i] + horizon`. */
  rows: number[]
}

/**
 * Cuts rows in order of time into overlapping windows, one beginning at each row.
 *
 * @param table One row per time step, numeric columns only.
 * @throws RangeError for a length or horizon that is no positive integer or does not fit; TypeError for text columns.
 *
 * @example
 * ```ts
 * import { slidingWindows, Table } from '@dlw/data'
 *
 * const days = Table.fromColumns({ sunshine: [1, 2, 3, 4] })
 * const { x, y, rows } = slidingWindows(days, { target: 'sunshine', length: 2 })
 * x.shape // → [2, 2, 1]
 * y // → Float64Array(2) [ 3, 4 ]
 * rows // → [1, 2]
 * ```
 * @see keras.utils.timeseries_dataset_from_array
 */
export function slidingWindows(table: Table, options: SlidingWindowsOptions): SlidingWindows {
  rejectUnknownOptions('slidingWindows', options, ['target', 'length', 'horizon', 'padding'])
  const { target, length, horizon = 1, padding = 'none' } = options
  const targets = table.numbers(target)
  const columns = table.columns.map((name) => table.numbers(name))
  const first = padding === 'edge' ? 0 : length - 1
  const count = table.shape[0] - horizon - first
  if (!(Number.isInteger(length) && length > 0 && Number.isInteger(horizon) && horizon > 0 && count > 0)) {
    throw new RangeError(
      `slidingWindows: expected a length and a horizon that fit ${table.shape[0]} rows, received length=${length}, horizon=${horizon}. Use smaller whole numbers.`,
    )
  }
  const rows = Array.from({ length: count }, (_, index) => first + index)
  const data = new Float32Array(count * length * columns.length)
  let place = 0
  for (const last of rows) {
    for (let row = last - length + 1; row <= last; row++) {
      for (const column of columns) data[place++] = column[Math.max(0, row)]!
    }
  }
  return {
    x: { shape: [count, length, columns.length], data },
    y: targets.slice(first + horizon, first + horizon + count),
    rows,
  }
}
