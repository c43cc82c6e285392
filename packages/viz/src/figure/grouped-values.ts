import { checkReach } from '../statistics/check-reach.ts'
import { byValue } from './by-value.ts'
import { type ColumnSource, isNumeric, readColumns } from './column-source.ts'

/** Which columns a plot by categories reads. */
export interface GroupedColumns {
  /** Name of the column of categories. */
  x?: string | undefined
  /** Name of the column of numbers. */
  y?: string | undefined
  /** Name of the column of groups inside each category. */
  hue?: string | undefined
}

/** The columns of a plot of numbers: categories or groups without a column of numbers are a mistake. */
export function numbersNamed(caller: string, { x, y, hue }: GroupedColumns): GroupedColumns {
  if (y === undefined && (x !== undefined || hue !== undefined)) {
    throw new RangeError(
      `${caller}: expected y to name a column of numbers, received x=${x} with hue=${hue} and no y. Name the column, or leave all three out.`,
    )
  }
  return { x, y, hue }
}

/** Numbers by category and, inside each, by group. */
export interface GroupedValues {
  categories: string[]
  /** Groups inside each category; one without a name where there is no hue. */
  groups: string[]
  /** The finite values of each category and group; a 1 for each row where there is no column of numbers. */
  values: number[][][]
  /** How many rows miss a value. */
  dropped: number
}

/** More categories are most likely identifiers. */
const mostCategories = 1000

/**
 * The numbers of a column by category and group. Without `y` each row counts as 1; without `x` as well, each numeric
 * column is a category.
 */
export function groupedValues(caller: string, source: ColumnSource, names: GroupedColumns): GroupedValues {
  const columns = readColumns(caller, source)
  for (const [option, name] of Object.entries({ x: names.x, y: names.y, hue: names.hue })) {
    if (name !== undefined && !columns.has(name)) {
      throw new RangeError(
        `${caller}: expected ${option} to name a column, received ${option}=${name}. The columns are ${[...columns.keys()].join(', ')}.`,
      )
    }
  }
  if (names.y !== undefined && !isNumeric(columns.get(names.y)!)) {
    throw new TypeError(
      `${caller}: expected numbers in column ${names.y}, received text. Give it as x, or choose another column for y.`,
    )
  }
  if (names.hue !== undefined && names.x === undefined && names.y === undefined) numbersNamed(caller, names)
  const result = names.x === undefined && names.y === undefined ? byColumn(columns) : byCategory(columns, names)
  if (!(result.categories.length > 0 && result.values.some((groups) => groups.some((values) => values.length > 0)))) {
    throw new RangeError(
      `${caller}: expected rows with finite numbers, received none among ${columns.values().next().value!.length}. Check what was read or filtered before.`,
    )
  }
  const count = Math.max(result.categories.length, result.groups.length)
  if (!(count <= mostCategories)) {
    throw new RangeError(
      `${caller}: expected at most ${mostCategories} categories, received ${count}. Choose a column with fewer different values, or keep the most frequent ones.`,
    )
  }
  for (const groups of result.values) for (const values of groups) checkReach(caller, values)
  return result
}

/** Each numeric column as a category with its finite values. */
function byColumn(columns: Map<string, ArrayLike<unknown>>): GroupedValues {
  let dropped = 0
  const numeric = [...columns].filter(([, values]) => isNumeric(values))
  const values = numeric.map(([, column]) => {
    const finite = (Array.from(column) as number[]).filter(Number.isFinite)
    dropped += column.length - finite.length
    return [finite]
  })
  const kept = values.flatMap(([finite], index) => (finite!.length > 0 ? [index] : []))
  return {
    categories: kept.map((index) => numeric[index]![0]),
    groups: [''],
    values: kept.map((index) => values[index]!),
    dropped,
  }
}

function byCategory(columns: Map<string, ArrayLike<unknown>>, { x, y, hue }: GroupedColumns): GroupedValues {
  const [xs, ys, hues] = [x, y, hue].map((name) => (name === undefined ? undefined : columns.get(name)!))
  const length = columns.values().next().value!.length
  const categoryOf = indexer(xs, y ?? '')
  const groupOf = indexer(hues, '')
  const cells = new Map<number, Map<number, number[]>>()
  let dropped = 0
  for (let row = 0; row < length; row++) {
    const value = ys === undefined ? 1 : ys[row]
    const [category, group] = [categoryOf.index(row), groupOf.index(row)]
    if (!Number.isFinite(value) || category === undefined || group === undefined) {
      dropped += 1
      continue
    }
    const groups: Map<number, number[]> = cells.get(category) ?? new Map()
    cells.set(category, groups)
    const values = groups.get(group)
    if (values === undefined) groups.set(group, [value as number])
    else values.push(value as number)
  }
  const [categories, groups] = [categoryOf.names(), groupOf.names()]
  return {
    categories: categories.map(({ name }) => name),
    groups: groups.map(({ name }) => name),
    values: categories.map((category) => groups.map((group) => cells.get(category.index)?.get(group.index) ?? [])),
    dropped,
  }
}

/** Numbers the different values of a column in the order in which they appear. */
function indexer(column: ArrayLike<unknown> | undefined, nameOfAll: string) {
  const known = new Map<unknown, number>()
  const keys: unknown[] = []
  return {
    index(row: number): number | undefined {
      if (column === undefined) return 0
      const value = column[row]
      if (value == null || (typeof value === 'number' && !Number.isFinite(value))) return undefined
      const key = typeof value === 'object' ? String(value) : value
      let index = known.get(key)
      if (index === undefined) {
        index = keys.push(key) - 1
        known.set(key, index)
      }
      return index
    },
    /** Numbers by their size, words as they came. */
    names(): { name: string; index: number }[] {
      if (column === undefined) return [{ name: nameOfAll, index: 0 }]
      const entries = keys.map((key, index) => ({ key, name: String(key), index }))
      return isNumeric(column) ? entries.sort((a, b) => byValue(a.key as number, b.key as number)) : entries
    },
  }
}
