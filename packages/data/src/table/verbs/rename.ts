import type { Column } from '../column.ts'
import type { Columns } from '../table-types.ts'
import { columnIn } from './column-in.ts'

/** The columns under new names, each in its place. */
export function rename(columns: Columns, names: Readonly<Record<string, string>>): Map<string, Column> {
  for (const old of Object.keys(names)) columnIn(columns, old, 'rename')
  const renamed = new Map<string, Column>()
  for (const [old, column] of columns) {
    const name = Object.hasOwn(names, old) ? names[old]! : old
    if (renamed.has(name)) {
      throw new RangeError(
        `Table.rename: expected each column name once, received ${JSON.stringify(name)} twice. Choose another name, or drop one of the columns.`,
      )
    }
    renamed.set(name, column)
  }
  return renamed
}
