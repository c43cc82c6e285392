import { rejectUnknownOptions } from '../../arguments/reject-unknown-options.ts'
import { type Column, isNumeric } from '../column.ts'
import type { Columns } from '../table-types.ts'
import { columnIn } from './column-in.ts'

/** A part of a date: months from 1, weekdays from 0 for Monday, days of the year from 1, hours from 0. */
export type DatePart = 'year' | 'month' | 'day' | 'weekday' | 'dayOfYear' | 'hour' | 'minute' | 'second'

/** A cyclic part of a date. */
export type DateCycle = 'month' | 'weekday' | 'dayOfYear' | 'hour' | 'minute'

/** Options of `Table.dateParts`. */
export interface DatePartsOptions {
  /** Parts to add as columns `name_month`, …. Defaults to none. */
  parts?: readonly DatePart[]
  /**
   * Cyclic parts to add as two columns `name_month_sin` and `name_month_cos`, so that December is next to January.
   * Defaults to none.
   */
  cycles?: readonly DateCycle[]
}

const day = 86_400_000

/** A part of a whole day, or of a time of day in seconds since midnight. */
type Reader = { readonly ofDay: (date: Date) => number } | { readonly ofTime: (second: number) => number }

const readers: Readonly<Record<DatePart, Reader>> = {
  year: { ofDay: (date) => date.getUTCFullYear() },
  month: { ofDay: (date) => date.getUTCMonth() + 1 },
  day: { ofDay: (date) => date.getUTCDate() },
  weekday: { ofDay: (date) => (date.getUTCDay() + 6) % 7 },
  dayOfYear: { ofDay: dayOfYear },
  hour: { ofTime: (second) => Math.floor(second / 3600) },
  minute: { ofTime: (second) => Math.floor(second / 60) % 60 },
  second: { ofTime: (second) => Math.floor(second) % 60 },
}

/** Returns the position of a part in its cycle, from 0 to 1. */
const shares: Readonly<Record<DateCycle, Reader>> = {
  month: { ofDay: (date) => date.getUTCMonth() / 12 },
  weekday: { ofDay: (date) => ((date.getUTCDay() + 6) % 7) / 7 },
  dayOfYear: { ofDay: (date) => (dayOfYear(date) - 1) / daysOfYear(date.getUTCFullYear()) },
  hour: { ofTime: (second) => Math.floor(second / 3600) / 24 },
  minute: { ofTime: (second) => (Math.floor(second / 60) % 60) / 60 },
}

function dayOfYear(date: Date): number {
  return Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0)) / day) + 1
}

const daysOfYear = (year: number): number => (Date.UTC(year + 1, 0) - Date.UTC(year, 0)) / day

/** Adds the parts of a date as columns. */
export function dateParts(columns: Columns, name: string, options: DatePartsOptions): Map<string, Column> {
  rejectUnknownOptions('Table.dateParts', options, ['parts', 'cycles'])
  const { parts = [], cycles = [] } = options
  const dates = datesIn(columns, name, 'dateParts')
  const extended = new Map(columns)
  for (const part of parts) extended.set(`${name}_${part}`, readAll(dates, known(readers, part, 'parts')))
  for (const cycle of cycles) {
    const share = readAll(dates, known(shares, cycle, 'cycles'))
    extended.set(
      `${name}_${cycle}_sin`,
      share.map((value) => Math.sin(2 * Math.PI * value)),
    )
    extended.set(
      `${name}_${cycle}_cos`,
      share.map((value) => Math.cos(2 * Math.PI * value)),
    )
  }
  return extended
}

/** Reads a part of each date; neighbouring rows of one day need only one calendar date. */
function readAll(dates: Float64Array, reader: Reader): Float64Array {
  const values = new Float64Array(dates.length)
  let last = Number.NaN
  let ofDay = Number.NaN
  for (let row = 0; row < dates.length; row++) {
    const midnight = Math.floor(dates[row]! / day)
    if ('ofTime' in reader) values[row] = reader.ofTime((dates[row]! - midnight * day) / 1000)
    else {
      if (midnight !== last) ofDay = Number.isNaN(midnight) ? Number.NaN : reader.ofDay(new Date(midnight * day))
      last = midnight
      values[row] = ofDay
    }
  }
  return values
}

function known<Name extends string, Value>(values: Readonly<Record<Name, Value>>, name: Name, option: string): Value {
  if (Object.hasOwn(values, name)) return values[name]
  throw new RangeError(
    `Table.dateParts: expected ${option} among ${Object.keys(values).join(', ')}, received ${JSON.stringify(name)}. Use one of these.`,
  )
}

/** Returns the dates of a column in milliseconds. */
export function datesIn(columns: Columns, name: string, verb: string): Float64Array {
  const column = columnIn(columns, name, verb)
  if (isNumeric(column)) return column
  throw new TypeError(
    `Table.${verb}: expected a column of dates, received name=${JSON.stringify(name)}, which is text. Call parseDates(${JSON.stringify(name)}) first, or read the file with { types: { ${JSON.stringify(name)}: 'date' } }.`,
  )
}
