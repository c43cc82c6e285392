import { type Cell, type Column, isNumeric } from '../../table/column.ts'
import { rowIndex } from '../../table/grouping/row-keys.ts'

/** A value of a category column; null if missing. */
export type Category = Cell

/** Returns the distinct values of a column: numbers by size, strings by code unit, a missing value last. */
export function categoriesOf(column: Column): Category[] {
  const values = Array.from(rowIndex([column]).firstRows, (row) => valueAt(column, row))
  const present = values.filter((value) => value !== null)
  const isGap = present.length < values.length
  const sorted = isNumeric(column)
    ? (present as number[]).sort((a, b) => a - b)
    : (present as string[]).sort((a, b) => (a < b ? -1 : Number(a > b)))
  return isGap ? [...sorted, null] : sorted
}

/** Returns a value of a column, null if it is missing. */
export function valueAt(column: Column, row: number): Category {
  const value = column[row]
  return value === null || value === undefined || Number.isNaN(value) ? null : value
}

/** Returns the index of each row's value among the categories, −1 for an unknown one. */
export function codesOf(column: Column, categories: readonly Category[]): Int32Array {
  const places = new Map(categories.map((category, place) => [category, place]))
  const { codes, firstRows } = rowIndex([column])
  const placeOf = Int32Array.from(firstRows, (row) => places.get(valueAt(column, row)) ?? -1)
  for (let row = 0; row < codes.length; row++) codes[row] = placeOf[codes[row]!]!
  return codes
}

/** Formats a category for a feature name as scikit-learn does. */
export function categoryText(category: Category, isNumber: boolean): string {
  if (category === null) return isNumber ? 'nan' : 'None'
  return typeof category === 'number' && Number.isInteger(category) ? `${category}.0` : String(category)
}

/** Throws for the first value that is not among the categories. */
export function expectKnown(
  caller: string,
  name: string,
  { column, codes, categories }: { column: Column; codes: Int32Array; categories: readonly Category[] },
  advice: string,
): void {
  const row = codes.indexOf(-1)
  if (row < 0) return
  throw new RangeError(
    `${caller}: expected values of column "${name}" among ${categories.slice(0, 8).join(', ')}${categories.length > 8 ? ', …' : ''}, received ${JSON.stringify(valueAt(column, row))} in row ${row}. ${advice}`,
  )
}
