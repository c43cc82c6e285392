/** A column of a {@link Table}: numbers (missing values are `NaN`) or text (missing values are `null`). */
export type Column = Float64Array | readonly (string | null)[]

/** One value of a table. */
export type Cell = number | string | null

/** Values from which a column can be created. */
export type ColumnValues = ArrayLike<Cell>

/**
 * Creates a column: numeric if every non-missing value is a number, text otherwise.
 *
 * @throws TypeError for values that are neither, and for mixed numbers and text.
 */
export function toColumn(values: ColumnValues, where: string): Column {
  if (values instanceof Float64Array) return values.slice()
  let numbers = 0
  let texts = 0
  for (let row = 0; row < values.length; row++) {
    const cell: unknown = values[row]
    if (typeof cell === 'number') numbers += Number(!Number.isNaN(cell))
    else if (typeof cell === 'string') texts++
    else if (cell !== null && cell !== undefined) {
      throw new TypeError(
        `${where}, received a ${typeof cell} (${String(cell)}). Turn it into a number or a text first.`,
      )
    }
  }
  if (numbers > 0 && texts > 0) {
    throw new TypeError(`${where}, received numbers and texts mixed. Turn all of them into one kind.`)
  }
  if (texts === 0) {
    const column = new Float64Array(values.length)
    for (let row = 0; row < column.length; row++) column[row] = (values[row] as number | null) ?? Number.NaN
    return column
  }
  const column = new Array<string | null>(values.length)
  for (let row = 0; row < column.length; row++) {
    const cell = values[row]
    column[row] = typeof cell === 'string' ? cell : null
  }
  return column
}

/** Returns whether a column is numeric. */
export function isNumeric(column: Column): column is Float64Array {
  return column instanceof Float64Array
}

/** Returns whether the value at `row` is missing. */
export function isMissing(column: Column, row: number): boolean {
  return isNumeric(column) ? Number.isNaN(column[row]) : column[row] === null
}

/** Takes the values of a column at the given rows, in that order. */
export function takeColumn(column: Column, rows: ArrayLike<number>): Column {
  if (isNumeric(column)) {
    const taken = new Float64Array(rows.length)
    for (let place = 0; place < rows.length; place++) taken[place] = column[rows[place]!]!
    return taken
  }
  const taken = new Array<string | null>(rows.length)
  for (let place = 0; place < rows.length; place++) taken[place] = column[rows[place]!]!
  return taken
}

/** Marks the rows with a missing value by 1. */
export function markMissing(column: Column, marks: Uint8Array): void {
  if (isNumeric(column)) for (let row = 0; row < marks.length; row++) if (Number.isNaN(column[row])) marks[row] = 1
  if (!isNumeric(column)) for (let row = 0; row < marks.length; row++) if (column[row] === null) marks[row] = 1
}

/** Counts missing values. */
export function countMissing(column: Column): number {
  let missing = 0
  for (let row = 0; row < column.length; row++) if (isMissing(column, row)) missing++
  return missing
}

/** Counts the rows with each value, in order of first appearance; missing values are not counted. */
export function countValues(column: Column): Map<string, number> {
  const counts = new Map<string, number>()
  for (let row = 0; row < column.length; row++) {
    if (isMissing(column, row)) continue
    const value = String(column[row])
    counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return counts
}
