import { type ColumnSource, isNumeric, readColumns } from '../figure/column-source.ts'
import { meanOf } from './mean-and-spread.ts'

/** Options of `correlationMatrix`. */
export interface CorrelationMatrixOptions {
  /** `'pearson'` for straight relations, `'spearman'` for any that only rise or only fall. Defaults to `'pearson'`. */
  method?: 'pearson' | 'spearman'
}

/** The correlation of each numeric column with each other one. */
export interface CorrelationMatrix {
  columns: string[]
  /** Shape [columns, columns], from −1 to 1; NaN where a column has no spread. */
  values: number[][]
}

/**
 * Computes the correlation of each pair of numeric columns, over the rows in which both are finite.
 *
 * @param source Columns by name, or a table; columns of text are left out.
 * @throws RangeError when there is no numeric column or `method` is unknown.
 * @see pandas' `DataFrame.corr(method=…)`
 * @example
 * ```ts
 * import { correlationMatrix } from '@dlw/viz'
 *
 * correlationMatrix({ a: [1, 2, 3], b: [2, 4, 6], c: [3, 2, 1] }).values[0] // → [1, 1, -1]
 * ```
 */
export function correlationMatrix(source: ColumnSource, options: CorrelationMatrixOptions = {}): CorrelationMatrix {
  return correlationsFor('correlationMatrix', source, options)
}

/** The correlations, with errors in the name of the function that the user called. */
export function correlationsFor(
  caller: string,
  source: ColumnSource,
  { method = 'pearson' }: CorrelationMatrixOptions,
): CorrelationMatrix {
  if (method !== 'pearson' && method !== 'spearman') {
    throw new RangeError(
      `${caller}: expected method 'pearson' or 'spearman', received method=${method}. Choose one of them.`,
    )
  }
  const all = readColumns(caller, source)
  const numeric = [...all].filter(([, values]) => isNumeric(values))
  if (numeric.length === 0) {
    throw new RangeError(
      `${caller}: expected numeric columns, received none among ${[...all.keys()].join(', ')}. Encode words first.`,
    )
  }
  const columns = numeric.map(([, values]) => Float64Array.from(values as ArrayLike<number>, finiteOrNaN))
  // Columns without gaps have the same ranks beside every other one.
  const ranked = columns.map((column) =>
    method === 'pearson' || column.some(Number.isNaN) ? undefined : ranks(column),
  )
  const values = columns.map(() => columns.map(() => 1))
  columns.forEach((one, row) => {
    for (let column = 0; column <= row; column++) {
      const [xRanks, yRanks] = [ranked[row], ranked[column]]
      const value = xRanks && yRanks ? pearson(xRanks, yRanks) : correlation(one, columns[column]!, method)
      values[row]![column] = value
      values[column]![row] = value
    }
  })
  return { columns: numeric.map(([name]) => name), values }
}

const finiteOrNaN = (value: number | null | undefined): number =>
  value != null && Number.isFinite(value) ? value : Number.NaN

function correlation(one: Float64Array, other: Float64Array, method: 'pearson' | 'spearman'): number {
  const both = (_: number, row: number): boolean => !Number.isNaN(one[row]) && !Number.isNaN(other[row])
  const [x, y] = [one.filter(both), other.filter(both)]
  if (x.length < 2) return Number.NaN
  return method === 'pearson' ? pearson(x, y) : pearson(ranks(x), ranks(y))
}

/** Deviations from the mean are measured in the largest of them: no sum of squares becomes too large or too small. */
function pearson(x: Float64Array, y: Float64Array): number {
  const [one, other] = [scaledDeviations(x), scaledDeviations(y)]
  if (one === undefined || other === undefined) return Number.NaN
  let [both, ones, others] = [0, 0, 0]
  for (let row = 0; row < one.length; row++) {
    both += one[row]! * other[row]!
    ones += one[row]! ** 2
    others += other[row]! ** 2
  }
  return Math.max(-1, Math.min(1, both / Math.sqrt(ones * others)))
}

/** Deviations from the mean as shares of the largest, or none where all values are the same. */
function scaledDeviations(values: Float64Array): Float64Array | undefined {
  const mean = meanOf(values)
  const deviations = values.map((value) => value - mean)
  const largest = deviations.reduce((most, each) => Math.max(most, Math.abs(each)), 0)
  return largest > 0 ? deviations.map((each) => each / largest) : undefined
}

/** The place of each value in order; equal values share the mean of theirs. */
function ranks(values: Float64Array): Float64Array {
  const order = Uint32Array.from(values, (_, row) => row).sort((a, b) => values[a]! - values[b]!)
  const result = new Float64Array(values.length)
  for (let start = 0; start < order.length; ) {
    let end = start
    while (end < order.length && values[order[end]!] === values[order[start]!]) end += 1
    for (let place = start; place < end; place++) result[order[place]!] = (start + 1 + end) / 2
    start = end
  }
  return result
}
