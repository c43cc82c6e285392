import { quantiles } from '../../preprocess/quantiles.ts'
import { moments } from '../../preprocess/scalers/moments.ts'
import { type Cell, type Column, isNumeric } from '../column.ts'

/** The names of {@link Aggregation}. */
const names = [
  'mean',
  'sum',
  'min',
  'max',
  'median',
  'std',
  'var',
  'count',
  'size',
  'nunique',
  'first',
  'last',
] as const

/**
 * What becomes of the values of a group, missing ones left out: as in pandas. `size` counts missing values too, `std` and
 * `var` divide by one less than the count. A function gets the group's values with what is missing.
 */
export type Aggregation = (typeof names)[number] | ((values: Column) => Cell)

const textToo: readonly string[] = ['count', 'size', 'nunique', 'first', 'last', 'min', 'max']

/**
 * The value that an aggregation makes of a column's values.
 *
 * @throws RangeError for an unknown one; TypeError for the mean of texts.
 */
export function aggregate(values: Column, how: Aggregation, where: string): Cell {
  if (typeof how === 'function') return how(values)
  if (!names.includes(how)) {
    throw new RangeError(
      `${where}: expected ${names.join(', ')} or a function, received ${JSON.stringify(how)}. Use one of these.`,
    )
  }
  if (how === 'size') return values.length
  if (isNumeric(values))
    return ofNumbers(
      values.filter((value) => !Number.isNaN(value)),
      how,
    )
  if (!textToo.includes(how)) {
    throw new TypeError(
      `${where}: expected numbers for ${how}, received text. Use ${textToo.join(', ')}, or encode the texts.`,
    )
  }
  const texts = values.filter((text) => text !== null)
  if (how === 'count') return texts.length
  if (how === 'nunique') return new Set(texts).size
  if (how === 'first') return texts[0] ?? null
  if (how === 'last') return texts.at(-1) ?? null
  const better = how === 'min' ? (a: string, b: string) => a < b : (a: string, b: string) => a > b
  return texts.reduce<string | null>((best, text) => (best === null || better(text, best) ? text : best), null)
}

function ofNumbers(values: Float64Array, how: Exclude<Aggregation, 'size' | ((values: Column) => Cell)>): number {
  switch (how) {
    case 'count':
      return values.length
    case 'nunique':
      return new Set(values).size
    case 'sum':
      return values.reduce((sum, value) => sum + value, 0)
    case 'mean':
      return moments(values).mean
    case 'var':
      return moments(values).squares / (values.length - 1)
    case 'std':
      return Math.sqrt(moments(values).squares / (values.length - 1))
    case 'median':
      return quantiles(values, [0.5])[0]!
    case 'first':
      return values[0] ?? Number.NaN
    case 'last':
      return values.at(-1) ?? Number.NaN
    case 'min':
      return values.reduce((least, value) => Math.min(least, value), values.length > 0 ? Infinity : Number.NaN)
    case 'max':
      return values.reduce((most, value) => Math.max(most, value), values.length > 0 ? -Infinity : Number.NaN)
  }
}

/** One aggregation or several of a column; several make columns `name_mean`, `name_std`, …. */
export type Aggregations = Readonly<Record<string, Aggregation | readonly Aggregation[]>>

/** The columns that aggregations make of groups of rows. */
export function aggregateGroups(
  columns: ReadonlyMap<string, Column>,
  groups: readonly ArrayLike<number>[],
  aggregations: Aggregations,
  take: (name: string) => Column,
  where: string,
): Map<string, Cell[]> {
  const made = new Map<string, Cell[]>()
  for (const [name, asked] of Object.entries(aggregations)) {
    const several = Array.isArray(asked)
    for (const how of (several ? asked : [asked]) as readonly Aggregation[]) {
      const label = several ? `${name}_${typeof how === 'function' ? how.name || 'value' : how}` : name
      if (columns.has(label) || made.has(label)) {
        throw new RangeError(
          `${where}: expected new column names, received ${JSON.stringify(label)} twice. Rename the column first.`,
        )
      }
      const column = take(name)
      made.set(
        label,
        groups.map((rows) => aggregate(valuesAt(column, rows), how, `${where}: ${name}`)),
      )
    }
  }
  return made
}

function valuesAt(column: Column, rows: ArrayLike<number>): Column {
  if (isNumeric(column)) {
    const values = new Float64Array(rows.length)
    for (let i = 0; i < values.length; i++) values[i] = column[rows[i]!]!
    return values
  }
  return Array.from(rows, (row) => column[row]!)
}
