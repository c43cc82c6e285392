import { quantiles } from '../../preprocess/quantiles.ts'
import { membersOf } from '../../split/class-indices.ts'
import { type Cell, type Column, isNumeric, takeColumn, toColumn } from '../column.ts'
import { type RowGroups, sizesOf, statistic } from '../grouping/group-statistics.ts'

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

/** One or several aggregations of a column; several produce columns `name_mean`, `name_std`, …. */
export type Aggregations = Readonly<Record<string, Aggregation | readonly Aggregation[]>>

/**
 * Computes aggregated columns from groups of rows, to the right of the keys.
 *
 * @throws RangeError for an unknown aggregation, and for a column name that occurs twice; TypeError for the mean of text.
 */
export function aggregateGroups(
  keys: ReadonlyMap<string, Column>,
  groups: RowGroups,
  aggregations: Aggregations,
  take: (name: string) => Column,
  where: string,
): Map<string, Column> {
  const made = new Map(keys)
  let members: Int32Array[] | undefined
  const rowsOf = (): Int32Array[] => (members ??= membersIn(groups))
  for (const [name, asked] of Object.entries(aggregations)) {
    const several = Array.isArray(asked)
    for (const how of (several ? asked : [asked]) as readonly Aggregation[]) {
      const label = several ? `${name}_${typeof how === 'function' ? how.name || 'value' : how}` : name
      if (made.has(label)) {
        throw new RangeError(
          `${where}: expected new column names, received ${JSON.stringify(label)} twice. Rename the column first.`,
        )
      }
      const column = take(name)
      checkAggregation(column, how, `${where}: ${name}`)
      made.set(label, aggregate(column, how, groups, rowsOf, `${where}: expected values of one kind in "${label}"`))
    }
  }
  return made
}

function checkAggregation(column: Column, how: Aggregation, where: string): void {
  if (typeof how === 'function') return
  if (!names.includes(how)) {
    throw new RangeError(
      `${where}: expected ${names.join(', ')} or a function, received ${JSON.stringify(how)}. Use one of these.`,
    )
  }
  if (isNumeric(column) || textToo.includes(how)) return
  throw new TypeError(
    `${where}: expected numbers for ${how}, received text. Use ${textToo.join(', ')}, or encode the texts.`,
  )
}

function aggregate(
  column: Column,
  how: Aggregation,
  groups: RowGroups,
  rowsOf: () => Int32Array[],
  where: string,
): Column {
  const each = (of: (values: Column) => Cell): Column =>
    toColumn(
      rowsOf().map((rows) => of(takeColumn(column, rows))),
      where,
    )
  if (typeof how === 'function') return each(how)
  if (how === 'size') return sizesOf(groups)
  if (!isNumeric(column)) return each((values) => ofTexts(values as readonly (string | null)[], how))
  if (how === 'median') return each((values) => quantiles(values as Float64Array, [0.5])[0]!)
  if (how === 'nunique') {
    return each((values) => new Set((values as Float64Array).filter((value) => !Number.isNaN(value))).size)
  }
  return statistic(column, groups, how)
}

function ofTexts(values: readonly (string | null)[], how: string): Cell {
  const texts = values.filter((text) => text !== null)
  if (how === 'count') return texts.length
  if (how === 'nunique') return new Set(texts).size
  if (how === 'first') return texts[0] ?? null
  if (how === 'last') return texts.at(-1) ?? null
  const better = how === 'min' ? (a: string, b: string) => a < b : (a: string, b: string) => a > b
  return texts.reduce<string | null>((best, text) => (best === null || better(text, best) ? text : best), null)
}

/** Returns the rows of each group, in order. */
function membersIn({ groupOf, count }: RowGroups): Int32Array[] {
  // Rows without a group are gathered behind all others.
  const indices = groupOf.map((group) => (group < 0 ? count : group))
  return membersOf({ classes: new Array<number>(count + 1).fill(0), indices }).slice(0, count)
}
