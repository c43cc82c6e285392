import { type Cell, type Column, toColumn } from '../column.ts'
import type { Columns, Row } from '../table-types.ts'
import { rowObject } from './row-object.ts'

/** Makes a cell of a row. */
export type RowFunction = (row: Row, index: number) => Cell

/** The columns with others computed from each row. */
export function derive(
  columns: Columns,
  rowCount: number,
  functions: Readonly<Record<string, RowFunction>>,
): Map<string, Column> {
  const derived = new Map(columns)
  const read = rowObject(columns)
  for (const [name, compute] of Object.entries(functions)) {
    const cells: Cell[] = []
    for (let row = 0; row < rowCount; row++) cells.push(compute(read(row), row))
    derived.set(name, toColumn(cells, `Table.derive: expected numbers or texts for ${JSON.stringify(name)}`))
  }
  return derived
}
