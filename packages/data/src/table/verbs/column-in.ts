import { nearestName } from '../../arguments/reject-unknown-options.ts'
import type { Column } from '../column.ts'
import type { Columns } from '../table-types.ts'

/**
 * The column of that name.
 *
 * @throws RangeError that names the nearest one.
 */
export function columnIn(columns: Columns, name: string, verb: string): Column {
  const column = columns.get(name)
  if (column !== undefined) return column
  const names = [...columns.keys()]
  const nearest = nearestName(name, names)
  throw new RangeError(
    `Table.${verb}: expected one of ${names.slice(0, 20).join(', ')}${names.length > 20 ? ', …' : ''}, received name=${JSON.stringify(name)}. Mind upper and lower case.${nearest === undefined ? '' : ` Did you mean ${JSON.stringify(nearest)}?`}`,
  )
}
