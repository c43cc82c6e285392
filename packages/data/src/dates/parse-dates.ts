import { rejectUnknownOptions } from '../arguments/reject-unknown-options.ts'
import { readDates } from './read-dates.ts'

/** Options of {@link parseDates}. */
export interface ParseDatesOptions {
  /**
   * How the dates are written, in the letters of strftime: `'%d.%m.%Y %H:%M'`. Defaults to what the values show: years
   * first, last, or names of months.
   */
  format?: string
  /** Whether 01/02/2024 is the first of February. Needed only where no value tells: 31/12/2024 does. */
  dayFirst?: boolean
}

/**
 * Turns texts into dates: milliseconds since 1970 in UTC, which `new Date(…)` takes. A time without an offset counts as
 * UTC, so that its parts stay as they are written.
 *
 * @param texts Dates of one shape; null where one is missing.
 * @returns `NaN` where one is missing.
 * @throws RangeError with the row for a text that is no date, and where days and months cannot be told apart.
 *
 * @example
 * ```ts
 * import { parseDates } from '@dlw/data'
 *
 * const dates = parseDates(['31.12.2024 18:30', null])
 * new Date(dates[0] ?? 0).toISOString() // → 2024-12-31T18:30:00.000Z
 * ```
 * @see pandas.to_datetime
 */
export function parseDates(texts: readonly (string | null)[], options: ParseDatesOptions = {}): Float64Array {
  rejectUnknownOptions('parseDates', options, ['format', 'dayFirst'])
  return readDates(texts, { dateFormat: options.format, dayFirst: options.dayFirst, where: 'parseDates' })
}
