/**
 * One column of a {@link Table}: numbers (`NaN` where the value is missing) or text (`null` where it is missing).
 */
export type Column = Float64Array | readonly (string | null)[]

/** One value of a table. */
export type Cell = number | string | null

/** Anything that a column can be made of. */
export type ColumnValues = ArrayLike<Cell>

/** Makes a column: numeric when every value that is there is a number, text otherwise. */
export function toColumn(values: ColumnValues, where: string): Column {
  if (values instanceof Float64Array) return values.slice()
  const cells = Array.from(values, (cell) => cell ?? null)
  const wrong = cells.find((cell) => cell !== null && typeof cell !== 'number' && typeof cell !== 'string')
  if (wrong !== undefined) {
    throw new TypeError(
      `${where}, received a ${typeof wrong} (${String(wrong)}). Turn it into a number or a text first.`,
    )
  }
  const present = cells.filter((cell) => cell !== null)
  if (present.every((cell) => typeof cell === 'number')) {
    return Float64Array.from(cells, (cell) => (cell === null ? Number.NaN : (cell as number)))
  }
  if (!present.every((cell) => typeof cell === 'string' || Number.isNaN(cell))) {
    throw new TypeError(`${where}, received numbers and texts mixed. Turn all of them into one kind.`)
  }
  return cells.map((cell) => (typeof cell === 'string' ? cell : null))
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
  return isNumeric(column)
    ? Float64Array.from(rows, (row) => column[row] as number)
    : Array.from(rows, (row) => column[row] as string | null)
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
