import type { Cell } from '../column.ts'
import type { Columns, Row } from '../table-types.ts'

/** A function that makes an object of a row. */
export function rowObject(columns: Columns): (row: number) => Row {
  const entries = [...columns]
  // A key of that name would set the prototype instead.
  if (columns.has('__proto__')) {
    return (row) => Object.fromEntries(entries.map(([name, column]) => [name, column[row] as Cell]))
  }
  return (row) => {
    const made: Row = {}
    for (const [name, column] of entries) made[name] = column[row] as Cell
    return made
  }
}
