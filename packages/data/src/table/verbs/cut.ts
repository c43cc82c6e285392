import { type Column, isNumeric } from '../column.ts'
import type { Columns } from '../table-types.ts'
import { columnIn } from './column-in.ts'
import { roundHalfEven } from './round-half-even.ts'

/** Options of `Table.cut`. */
export interface CutOptions {
  /** Bin edges in ascending order, or the number of bins of equal width. */
  bins: readonly number[] | number
  /** Label of each bin, or false for bin numbers from 0. Defaults to the interval: `(18, 65]`. */
  labels?: readonly string[] | false
  /** Whether a bin includes its right edge; if not, it includes its left edge. Defaults to true. */
  right?: boolean
  /** Whether the first bin also includes the lowest edge. Defaults to false. */
  includeLowest?: boolean
  /** Name of the new column. Defaults to replacing the column. */
  as?: string
}

/** Returns the bin of each value of a column; values outside all bins become missing. */
export function cut(columns: Columns, name: string, options: CutOptions): Column {
  const { labels, right = true, includeLowest = false } = options
  const column = columnIn(columns, name, 'cut')
  if (!isNumeric(column)) {
    throw new TypeError(`Table.cut: expected a numeric column, received name=${JSON.stringify(name)}, which is text.`)
  }
  const edges = edgesOf(column, options.bins, right)
  const count = edges.length - 1
  if (labels && labels.length !== count) {
    throw new RangeError(
      `Table.cut: expected a label for each of ${count} bins, received ${labels.length}. Bins lie between neighbouring edges.`,
    )
  }
  const names = labels === false ? [] : (labels ?? intervals(edges, { right, includeLowest, given: options.bins }))
  const bins = new Float64Array(column.length)
  for (let row = 0; row < bins.length; row++) bins[row] = binOf(column[row]!, edges, right, includeLowest)
  if (labels === false) return bins
  const texts = new Array<string | null>(column.length)
  for (let row = 0; row < bins.length; row++) texts[row] = Number.isNaN(bins[row]) ? null : names[bins[row]!]!
  return texts
}

function edgesOf(column: Float64Array, bins: readonly number[] | number, right: boolean): number[] {
  if (typeof bins !== 'number') {
    if (bins.length < 2 || !bins.every((edge, place) => place === 0 || edge > bins[place - 1]!)) {
      throw new RangeError(
        `Table.cut: expected at least two edges in ascending order, received bins=[${bins}]. Write for example [0, 18, 65, 120].`,
      )
    }
    return [...bins]
  }
  if (!(Number.isInteger(bins) && bins >= 1)) {
    throw new RangeError(
      `Table.cut: expected bins to be an integer of at least 1, received bins=${bins}. Use for example 5.`,
    )
  }
  let low = Infinity
  let high = -Infinity
  for (const value of column) {
    if (value < low) low = value
    if (value > high) high = value
  }
  if (!(Number.isFinite(low) && Number.isFinite(high))) {
    throw new RangeError(
      `Table.cut: expected finite values to make bins of, received values from ${low} to ${high}. Give the edges of the bins.`,
    )
  }
  const reach = low === high ? (low === 0 ? 0.001 : 0.001 * Math.abs(low)) : 0
  const [start, end] = [low - reach, high + reach]
  const step = (end - start) / bins
  // As numpy.linspace: the last edge exactly.
  const edges = Array.from({ length: bins + 1 }, (_, place) => (place === bins ? end : place * step + start))
  const margin = reach === 0 ? (high - low) * 0.001 : 0
  if (right) edges[0]! -= margin
  else edges[bins]! += margin
  return edges
}

function binOf(value: number, edges: readonly number[], right: boolean, includeLowest: boolean): number {
  if (Number.isNaN(value)) return Number.NaN
  if (includeLowest && right && value === edges[0]) return 0
  if (includeLowest && !right && value === edges.at(-1)) return edges.length - 2
  let [below, above] = [-1, edges.length]
  while (above - below > 1) {
    const middle = (below + above) >> 1
    if (right ? edges[middle]! < value : edges[middle]! <= value) below = middle
    else above = middle
  }
  return below < 0 || above >= edges.length ? Number.NaN : below
}

interface IntervalOptions {
  right: boolean
  includeLowest: boolean
  given: readonly number[] | number
}

/** Formats bin labels as pandas does. */
function intervals(edges: readonly number[], { right, includeLowest, given }: IntervalOptions): string[] {
  const whole = typeof given !== 'number' && given.every(Number.isInteger)
  let digits = 3
  let rounded = edges.map((edge) => roundTo(edge, digits))
  while (new Set(rounded).size < edges.length && digits < 19) {
    digits++
    rounded = edges.map((edge) => roundTo(edge, digits))
  }
  const lowest = includeLowest && right
  if (lowest) rounded[0]! -= 10 ** -digits
  const written = rounded.map((edge) => (whole && !lowest ? String(edge) : pythonFloat(Number(edge.toPrecision(15)))))
  return rounded
    .slice(1)
    .map((_, place) => `${right ? '(' : '['}${written[place]}, ${written[place + 1]}${right ? ']' : ')'}`)
}

/** Rounds to significant decimals of the fraction, as pandas rounds bin edges. */
function roundTo(value: number, precision: number): number {
  if (!Number.isFinite(value) || value === 0) return value
  const whole = Math.trunc(value)
  const fraction = value - whole
  const digits = whole === 0 ? -Math.floor(Math.log10(Math.abs(fraction))) - 1 + precision : precision
  // As numpy.around: scaled, rounded half to even, scaled back.
  const scale = 10 ** Math.abs(digits)
  const scaled = digits < 0 ? value / scale : value * scale
  const rounded = roundHalfEven(scaled)
  return digits < 0 ? rounded * scale : rounded / scale
}

const pythonFloat = (value: number): string =>
  Number.isInteger(value) ? `${value}.0` : String(value).replace('Infinity', 'inf')
