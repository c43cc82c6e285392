import type { Cell } from '../column.ts'
import type { Columns, Row } from '../table-types.ts'

/** Creates a function that converts a row to an object. */
export function rowObject(columns: Columns): (row: number) => Row {
  const entries = [...columns]
  // Assigning this key would set the prototype.
  if (columns.has('__proto__')) {
    return (row) => Object.fromEntries(entries.map(([name, column]) => [name, column[row] as Cell]))
  }
  return (row) => {
    const made: Row = {}
    for (const [name, column] of entries) made[name] = column[row] as Cell
    return made
  }
}
