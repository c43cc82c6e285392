import { rejectUnknownOptions } from '../../arguments/reject-unknown-options.ts'
import type { Column } from '../column.ts'
import type { Columns } from '../table-types.ts'
import { type Aggregations, aggregateGroups } from './aggregation.ts'
import { columnIn } from './column-in.ts'
import { datesIn } from './date-parts.ts'

/** Options of `Table.resample`. */
export interface ResampleOptions {
  /**
   * Length of a period: `'hour'`, `'15 minutes'`, `'day'`, `'week'`, `'3 months'`, `'year'`. Weeks begin on Monday;
   * other periods of fixed length begin at midnight of the first day.
   */
  every: string
  /** Aggregations by column: `{ temperature: 'mean', rain: 'sum' }`. */
  aggregate: Aggregations
}

const lengths: Readonly<Record<string, number>> = { second: 1000, minute: 60_000, hour: 3_600_000, day: 86_400_000 }
const week = 7 * lengths.day!

/**
 * Returns one row per period from the first date to the last, including empty periods; rows without a date are left
 * out.
 */
export function resample(columns: Columns, name: string, options: ResampleOptions): Map<string, Column> {
  rejectUnknownOptions('Table.resample', options, ['every', 'aggregate'])
  const { every, aggregate } = options
  const where = 'Table.resample'
  const dates = datesIn(columns, name, 'resample')
  let first = Infinity
  let last = -Infinity
  for (const date of dates) {
    if (date < first) first = date
    if (date > last) last = date
  }
  const starts = first <= last ? periodsOf(every, first, last) : []
  if (first > last) periodsOf(every, 0, 0)
  const groupOf = new Int32Array(dates.length)
  let place = 0
  for (let row = 0; row < dates.length; row++) {
    const date = dates[row]!
    // Dates are mostly in order: a row mostly lies in the period of the one before.
    if (!(date >= starts[place]! && date < (starts[place + 1] ?? Infinity))) place = placeOf(date, starts)
    groupOf[row] = Number.isNaN(date) ? -1 : place
  }
  const keys = new Map<string, Column>([[name, Float64Array.from(starts)]])
  const take = (column: string): Column => columnIn(columns, column, 'resample')
  const groups = { groupOf, count: starts.length }
  return aggregateGroups(keys, groups, aggregate ?? {}, take, where)
}

/** Returns the start dates of the periods from `first` to `last`. */
function periodsOf(every: string, first: number, last: number): number[] {
  const found = /^(?:(\d+) )?(second|minute|hour|day|week|month|year)s?$/.exec(every)
  const count = Number(found?.[1] ?? 1)
  if (!found || !(count >= 1)) {
    throw new RangeError(
      `Table.resample: expected every to be a period such as 'hour', '15 minutes' or 'month', received every=${JSON.stringify(every)}. Count in seconds, minutes, hours, days, weeks, months or years.`,
    )
  }
  const unit = found[2]!
  const date = new Date(first)
  const starts: number[] = []
  if (unit === 'month' || unit === 'year') {
    const months = unit === 'year' ? 12 * count : count
    const month = unit === 'year' ? 0 : date.getUTCMonth()
    for (let place = 0; ; place += months) {
      const start = Date.UTC(date.getUTCFullYear(), month + place)
      if (start > last) return starts
      starts.push(start)
    }
  }
  const midnight = Math.floor(first / lengths.day!) * lengths.day!
  const length = count * (unit === 'week' ? week : lengths[unit]!)
  const origin = unit === 'week' ? midnight - ((date.getUTCDay() + 6) % 7) * lengths.day! : midnight
  let start = origin + Math.floor((first - origin) / length) * length
  if (!((last - start) / length < 1e7)) {
    throw new RangeError(
      `Table.resample: expected at most 10 million periods, received every=${JSON.stringify(every)} from ${new Date(first).toISOString()} to ${new Date(last).toISOString()}. Use longer periods, or look for wrong dates.`,
    )
  }
  for (; start <= last; start += length) starts.push(start)
  return starts
}

/** Finds the last period that begins at or before a date. */
function placeOf(date: number, starts: readonly number[]): number {
  let [low, high] = [0, starts.length]
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (starts[middle]! <= date) low = middle
    else high = middle
  }
  return low
}
