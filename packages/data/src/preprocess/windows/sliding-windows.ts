import { expectInteger } from '../../arguments/index.ts'
import { rejectUnknownOptions } from '../../arguments/reject-unknown-options.ts'
import type { NdArray } from '../../arrays/nd-array.ts'
import type { Table } from '../../table/table.ts'
import { windowSegments } from './window-segments.ts'

/** Options of {@link slidingWindows}. */
export interface SlidingWindowsOptions {
  /** Column to predict, or several of them. */
  target: string | readonly string[]
  /** Rows in a window, at least 1. */
  length: number
  /** How many rows after the window's last one the target lies: the first target, of several steps. Defaults to 1. */
  horizon?: number
  /** How many steps in a row are predicted. Defaults to one. */
  steps?: number
  /** Columns in the windows. Defaults to all numeric ones but `groupBy` and `time`, the target among them. */
  features?: readonly string[]
  /** How many rows lie between the starts of two windows. Defaults to 1. */
  stride?: number
  /** Column of groups, such as stations: no window reaches from one group into another. Defaults to one group. */
  groupBy?: string
  /** Column of times, numbers or ISO 8601 texts, rising within a group: needed to notice gaps. Defaults to none. */
  time?: string
  /** What a gap in the times does: an error, or an end of the windows before it. Defaults to 'error'. */
  gaps?: 'error' | 'split'
  /**
   * What stands before the first row. `'none'`: windows begin with the first row, so the first `length − 1` rows end no
   * window. `'edge'`: the first row is repeated, so that every row ends a window. Defaults to `'none'`.
   */
  padding?: 'none' | 'edge'
}

/** Windows over rows, and what is to be predicted from each. */
export interface SlidingWindows<Target = Float64Array> {
  /** The rows of each window, oldest first: `[windows, length, columns]`. */
  x: NdArray
  /**
   * The target of each window: `[windows]`; of several steps `[windows, steps]`, of several columns
   * `[windows, columns]`, of both `[windows, steps, columns]`.
   */
  y: Target
  /** The last row of each window: `y[i]` is the target column's value at `rows[i] + horizon`. */
  rows: number[]
  /** The columns in the windows, in order. */
  features: string[]
}

/**
 * Cuts rows in order of time into overlapping windows. Scale before you cut: fit a scaler on the training rows alone,
 * transform each part, and cut windows from each part.
 *
 * @param table One row per time step.
 * @throws RangeError for a length or horizon that is no positive integer or does not fit, for times that do not rise,
 * and for a gap in them; TypeError for text columns.
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
export function slidingWindows(
  table: Table,
  options: SlidingWindowsOptions & { target: string; steps?: undefined },
): SlidingWindows
export function slidingWindows(table: Table, options: SlidingWindowsOptions): SlidingWindows<Float64Array | NdArray>
export function slidingWindows(
  table: Table,
  options: SlidingWindowsOptions,
): SlidingWindows<Float64Array> | SlidingWindows<Float64Array | NdArray> {
  rejectUnknownOptions('slidingWindows', options, [
    ...['target', 'length', 'horizon', 'steps', 'features', 'stride', 'groupBy', 'time', 'gaps', 'padding'],
  ])
  const { target, length, horizon = 1, steps, stride = 1, groupBy, time, gaps = 'error', padding = 'none' } = options
  checkCounts(table.shape[0], options)
  const features = options.features ?? table.columns.filter((name) => name !== groupBy && name !== time)
  const columns = features.map((name) => table.numbers(name))
  const targets = (typeof target === 'string' ? [target] : target).map((name) => table.numbers(name))
  const reach = horizon + (steps ?? 1) - 1
  const first = padding === 'edge' ? 0 : length - 1
  // The last row of each window.
  const rows: number[] = []
  const order = windowSegments(table, { groupBy, time, gaps })
  for (const segment of order) {
    for (let last = first; last + reach < segment.length; last += stride) {
      rows.push(segment[last]!)
    }
  }
  if (rows.length === 0) {
    throw new RangeError(
      `slidingWindows: expected a length and a horizon that fit ${table.shape[0]} rows, received length=${length}, horizon=${horizon}. Use smaller whole numbers.`,
    )
  }
  const data = new Float32Array(rows.length * length * columns.length)
  const values = new Float64Array(rows.length * (steps ?? 1) * targets.length)
  let [place, targetPlace] = [0, 0]
  for (const segment of order) {
    for (let last = first; last + reach < segment.length; last += stride) {
      for (let row = last - length + 1; row <= last; row++) {
        for (const column of columns) data[place++] = column[segment[Math.max(0, row)]!]!
      }
      for (let step = horizon; step <= reach; step++) {
        for (const column of targets) values[targetPlace++] = column[segment[last + step]!]!
      }
    }
  }
  const shape = [
    rows.length,
    ...(steps === undefined ? [] : [steps]),
    ...(typeof target === 'string' ? [] : [targets.length]),
  ]
  const x = { shape: [rows.length, length, columns.length], data }
  return { x, y: shape.length === 1 ? values : { shape, data: values }, rows, features: [...features] }
}

function checkCounts(rowCount: number, { length, horizon = 1, steps, stride = 1 }: SlidingWindowsOptions): void {
  if (!(Number.isInteger(length) && length > 0 && Number.isInteger(horizon) && horizon > 0)) {
    throw new RangeError(
      `slidingWindows: expected a length and a horizon that fit ${rowCount} rows, received length=${length}, horizon=${horizon}. Use smaller whole numbers.`,
    )
  }
  if (steps !== undefined) expectInteger('slidingWindows', 'steps', steps, { advice: 'Pass how many steps ahead.' })
  expectInteger('slidingWindows', 'stride', stride, { advice: 'Pass 1 for a window at each row.' })
}
