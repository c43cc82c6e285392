import { quantiles } from '../../preprocess/quantiles.ts'
import { moments } from '../../preprocess/scalers/moments.ts'
import { type Cell, type Column, isNumeric, takeColumn } from '../column.ts'

/** Names of the {@link Aggregation}s. */
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
 * Aggregates the values of a group as pandas does, ignoring missing values. `size` includes missing values; `std` and
 * `var` divide by count − 1. A function receives all values of the group, including missing ones.
 */
export type Aggregation = (typeof names)[number] | ((values: Column) => Cell)

const textToo: readonly string[] = ['count', 'size', 'nunique', 'first', 'last', 'min', 'max']

/**
 * Aggregates the values of a column.
 *
 * @throws RangeError for an unknown aggregation; TypeError for the mean of text.
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

/** One or several aggregations of a column; several produce columns `name_mean`, `name_std`, …. */
export type Aggregations = Readonly<Record<string, Aggregation | readonly Aggregation[]>>

/** Computes aggregated columns from groups of rows. */
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
        groups.map((rows) => aggregate(takeColumn(column, rows), how, `${where}: ${name}`)),
      )
    }
  }
  return made
}
