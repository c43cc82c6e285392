import { quantiles } from '../preprocess/quantiles.ts'
import { moments } from '../preprocess/scalers/moments.ts'
import { type Column, type ColumnValues, countMissing, countValues, isNumeric } from './column.ts'

/** The columns of `Table.describe()`. */
export function describeTable(columns: ReadonlyMap<string, Column>): Map<string, ColumnValues> {
  const numeric = [...columns].filter((entry): entry is [string, Float64Array] => isNumeric(entry[1]))
  if (numeric.length > 0) {
    return new Map<string, ColumnValues>([
      ['statistic', ['count', 'mean', 'std', 'min', '25%', '50%', '75%', 'max']],
      ...numeric.map(([name, column]) => [name, describeNumbers(column)] as const),
    ])
  }
  return new Map<string, ColumnValues>([
    ['statistic', ['count', 'unique', 'top', 'freq']],
    ...[...columns].map(([name, column]) => [name, describeTexts(column as readonly (string | null)[])] as const),
  ])
}

function describeNumbers(column: Float64Array): number[] {
  const { count, mean, squares } = moments(column)
  return [count, mean, Math.sqrt(squares / (count - 1)), ...quantiles(column, [0, 0.25, 0.5, 0.75, 1])]
}

function describeTexts(column: readonly (string | null)[]): (string | null)[] {
  const counts = countValues(column)
  const [top, most] = [...counts].reduce<[string | null, number]>(
    (best, entry) => (entry[1] > best[1] ? entry : best),
    [null, 0],
  )
  return [String(column.length - countMissing(column)), String(counts.size), top, top === null ? null : String(most)]
}
