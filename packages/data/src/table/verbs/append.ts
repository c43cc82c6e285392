import { type Column, isNumeric } from '../column.ts'
import type { Side } from './join.ts'

/** Options of `Table.append`. */
export interface AppendOptions {
  /**
   * Whether to fill columns that only one table has with missing values. Defaults to false: differing columns throw.
   */
  fill?: boolean
}

/** Appends the rows of one table to another. */
export function append(top: Side, bottom: Side, { fill = false }: AppendOptions): Map<string, Column> {
  const names = [...new Set([...top.columns.keys(), ...bottom.columns.keys()])]
  // A table without columns, such as the start value of a loop, matches any other.
  const isStart = top.columns.size === 0 && top.rowCount === 0
  const lacking = names.filter((name) => !top.columns.has(name) || !bottom.columns.has(name))
  if (lacking.length > 0 && !fill && !isStart) {
    throw new RangeError(
      `Table.append: expected the same columns in both tables, received ${lacking.join(', ')} in one only. Rename or drop them, or pass { fill: true } to fill them with missing values.`,
    )
  }
  return new Map(names.map((name) => [name, stacked(name, top, bottom)]))
}

function stacked(name: string, top: Side, bottom: Side): Column {
  const parts = [top, bottom].map(({ columns, rowCount }) => ({ column: columns.get(name), rowCount }))
  const kinds = parts.flatMap(({ column }) => (column && column.length > 0 ? [isNumeric(column)] : []))
  if (new Set(kinds).size > 1) {
    throw new TypeError(
      `Table.append: expected one kind of values in ${JSON.stringify(name)}, received numbers in one table and text in the other. Read both with the same { types }.`,
    )
  }
  const numeric = kinds[0] ?? parts.some(({ column }) => column && isNumeric(column))
  const length = top.rowCount + bottom.rowCount
  const values = numeric ? new Float64Array(length).fill(Number.NaN) : new Array<string | null>(length).fill(null)
  let place = 0
  for (const { column, rowCount } of parts) {
    if (column && values instanceof Float64Array) values.set(column as Float64Array, place)
    else if (column) for (let row = 0; row < rowCount; row++) values[place + row] = column[row]!
    place += rowCount
  }
  return values
}
