/**
 * One column of a {@link Table}: numbers (`NaN` where the value is missing) or text (`null` where it is missing).
 */
export type Column = Float64Array | readonly (string | null)[]

/** One value of a table. */
export type Cell = number | string | null

/** Anything that a column can be made of. */
export type ColumnValues = ArrayLike<Cell>

/**
 * Makes a column: numeric when every value that is there is a number, text otherwise.
 *
 * @throws TypeError for values that are neither, and for numbers and texts mixed.
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

/** Whether a column holds numbers. */
export function isNumeric(column: Column): column is Float64Array {
  return column instanceof Float64Array
}

/** Whether the value at `row` is missing. */
export function isMissing(column: Column, row: number): boolean {
  return isNumeric(column) ? Number.isNaN(column[row]) : column[row] === null
}

/** The values of a column at the given rows, in that order. */
export function takeColumn(column: Column, rows: ArrayLike<number>): Column {
  const taken = isNumeric(column) ? new Float64Array(rows.length) : new Array<string | null>(rows.length)
  for (let place = 0; place < rows.length; place++) taken[place] = column[rows[place]!] as never
  return taken
}

/** How many values are missing. */
export function countMissing(column: Column): number {
  let missing = 0
  for (let row = 0; row < column.length; row++) if (isMissing(column, row)) missing++
  return missing
}

/** How many rows hold each value, in the order of first appearance; gaps are not counted. */
export function countValues(column: Column): Map<string, number> {
  const counts = new Map<string, number>()
  for (let row = 0; row < column.length; row++) {
    if (isMissing(column, row)) continue
    const value = String(column[row])
    counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return counts
}
