import { rejectUnknownOptions } from '../../arguments/reject-unknown-options.ts'
import { type Column, isNumeric } from '../column.ts'
import type { Columns } from '../table-types.ts'
import { columnIn } from './column-in.ts'

/** A part of a date: months from 1, weekdays from 0 for Monday, days of the year from 1, hours from 0. */
export type DatePart = 'year' | 'month' | 'day' | 'weekday' | 'dayOfYear' | 'hour' | 'minute' | 'second'

/** A part of a date that comes round. */
export type DateCycle = 'month' | 'weekday' | 'dayOfYear' | 'hour' | 'minute'

/** Options of `Table.dateParts`. */
export interface DatePartsOptions {
  /** Parts to add as columns `name_month`, …. Defaults to none. */
  parts?: readonly DatePart[]
  /**
   * Parts to add as two columns `name_month_sin` and `name_month_cos`, a place on a circle: December lies next to
   * January. Defaults to none.
   */
  cycles?: readonly DateCycle[]
}

const day = 86_400_000

const readers: Readonly<Record<DatePart, (date: Date) => number>> = {
  year: (date) => date.getUTCFullYear(),
  month: (date) => date.getUTCMonth() + 1,
  day: (date) => date.getUTCDate(),
  weekday: (date) => (date.getUTCDay() + 6) % 7,
  dayOfYear: (date) => Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0)) / day) + 1,
  hour: (date) => date.getUTCHours(),
  minute: (date) => date.getUTCMinutes(),
  second: (date) => date.getUTCSeconds(),
}

/** Which share of its round a part has gone. */
const shares: Readonly<Record<DateCycle, (date: Date) => number>> = {
  month: (date) => date.getUTCMonth() / 12,
  weekday: (date) => readers.weekday(date) / 7,
  dayOfYear: (date) => (readers.dayOfYear(date) - 1) / daysOfYear(date.getUTCFullYear()),
  hour: (date) => date.getUTCHours() / 24,
  minute: (date) => date.getUTCMinutes() / 60,
}

const daysOfYear = (year: number): number => (Date.UTC(year + 1, 0) - Date.UTC(year, 0)) / day

/** The columns with parts of a date added. */
export function dateParts(columns: Columns, name: string, options: DatePartsOptions): Map<string, Column> {
  rejectUnknownOptions('Table.dateParts', options, ['parts', 'cycles'])
  const { parts = [], cycles = [] } = options
  const dates = datesIn(columns, name, 'dateParts')
  const extended = new Map(columns)
  const add = (label: string, read: (date: Date) => number): void => {
    extended.set(
      label,
      dates.map((date) => (Number.isNaN(date) ? Number.NaN : read(new Date(date)))),
    )
  }
  for (const part of parts) add(`${name}_${part}`, known(readers, part, 'parts'))
  for (const cycle of cycles) {
    const share = known(shares, cycle, 'cycles')
    add(`${name}_${cycle}_sin`, (date) => Math.sin(2 * Math.PI * share(date)))
    add(`${name}_${cycle}_cos`, (date) => Math.cos(2 * Math.PI * share(date)))
  }
  return extended
}

function known<Name extends string, Value>(values: Readonly<Record<Name, Value>>, name: Name, option: string): Value {
  if (Object.hasOwn(values, name)) return values[name]
  throw new RangeError(
    `Table.dateParts: expected ${option} among ${Object.keys(values).join(', ')}, received ${JSON.stringify(name)}. Use one of these.`,
  )
}

/** The dates of a column, in milliseconds. */
export function datesIn(columns: Columns, name: string, verb: string): Float64Array {
  const column = columnIn(columns, name, verb)
  if (isNumeric(column)) return column
  throw new TypeError(
    `Table.${verb}: expected a column of dates, received name=${JSON.stringify(name)}, which is text. Call parseDates(${JSON.stringify(name)}) first, or read the file with { types: { ${JSON.stringify(name)}: 'date' } }.`,
  )
}
