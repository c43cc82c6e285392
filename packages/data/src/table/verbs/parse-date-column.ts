import { type ParseDatesOptions, parseDates } from '../../dates/parse-dates.ts'
import { isNumeric } from '../column.ts'
import type { Columns } from '../table-types.ts'
import { columnIn } from './column-in.ts'

/** The dates of a column of texts, or of numbers such as 20241231. */
export function parseDateColumn(columns: Columns, name: string, options: ParseDatesOptions): Float64Array {
  const column = columnIn(columns, name, 'parseDates')
  const texts = isNumeric(column) ? Array.from(column, (value) => (Number.isNaN(value) ? null : String(value))) : column
  return parseDates(texts, options)
}
