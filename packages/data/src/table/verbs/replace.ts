import { type Cell, type Column, isNumeric, toColumn } from '../column.ts'
import type { Columns } from '../table-types.ts'
import { columnIn } from './column-in.ts'

/** New values for old ones; null for a missing value. A `Map` for numbers, a record for texts. */
export type Replacements = Readonly<Record<string, Cell>> | ReadonlyMap<Cell, Cell>

/** The columns with values replaced. */
export function replace(columns: Columns, replacements: Readonly<Record<string, Replacements>>): Map<string, Column> {
  const replaced = new Map(columns)
  for (const [name, pairs] of Object.entries(replacements)) {
    const column = columnIn(columns, name, 'replace')
    const news = newValues(column, pairs)
    const cells: Cell[] = []
    for (let row = 0; row < column.length; row++) {
      const old = column[row] as Cell
      const fresh = news.get(old)
      cells.push(fresh === undefined ? old : fresh)
    }
    replaced.set(name, toColumn(cells, `Table.replace: expected one kind of values in ${JSON.stringify(name)}`))
  }
  return replaced
}

function newValues(column: Column, pairs: Replacements): ReadonlyMap<Cell, Cell> {
  if (pairs instanceof Map) return pairs
  const entries = Object.entries(pairs as Readonly<Record<string, Cell>>)
  return new Map<Cell, Cell>(entries.map(([old, fresh]) => [isNumeric(column) ? Number(old) : old, fresh]))
}
