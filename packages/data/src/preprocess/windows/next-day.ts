import { rejectUnknownOptions } from '../../arguments/reject-unknown-options.ts'
import type { Table } from '../../table/table.ts'

/** Options of {@link nextDay}. */
export interface NextDayOptions {
  /** Name of the column to be told a day ahead. */
  target: string
  /**
   * Last row whose day is a feature row, counted from 0 and included, as in pandas's `data.loc[:through]`. Defaults to
   * the last but one.
   */
  through?: number
}

/** Features of each day, and what is to be told from them. */
export interface NextDay {
  /** Today's columns, the target's own among them: `[days, columns]`. */
  x: Table
  /** The target column one row later: `[days]`. */
  y: Float64Array
}

/**
 * Makes a task out of rows that are consecutive days: from today's columns tell tomorrow's value of one of them.
 *
 * @param table One row per day, in order, without the columns that are no features.
 * @throws RangeError where the target is no column or the row after `through` is missing; TypeError for a text target.
 *
 * @example
 * ```ts
 * import { nextDay, Table } from '@dlw/data'
 *
 * const { x, y } = nextDay(Table.fromColumns({ sunshine: [1, 2, 3] }), { target: 'sunshine' })
 * x.shape // → [2, 1]
 * y // → Float64Array(2) [ 2, 3 ]
 * ```
 */
export function nextDay(table: Table, options: NextDayOptions): NextDay {
  rejectUnknownOptions('nextDay', options, ['target', 'through'])
  const { target, through = table.shape[0] - 2 } = options
  const values = table.numbers(target)
  if (!(Number.isInteger(through) && through >= 0 && through <= table.shape[0] - 2)) {
    throw new RangeError(
      `nextDay: expected through to be a row from 0 to ${table.shape[0] - 2} (${table.shape[0]} rows, and one must follow), received through=${through}. Use a smaller number.`,
    )
  }
  return { x: table.rows(0, through + 1), y: values.slice(1, through + 2) }
}
