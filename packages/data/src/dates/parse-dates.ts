import { rejectUnknownOptions } from '../arguments/reject-unknown-options.ts'
import { readDates } from './read-dates.ts'

/** Options of {@link parseDates}. */
export interface ParseDatesOptions {
  /**
   * Date format in strftime codes: `'%d.%m.%Y %H:%M'`. Defaults to the format inferred from the values: year first,
   * year last, or month names.
   */
  format?: string
  /** Whether 01/02/2024 means 1 February. Needed only if no value, such as 31/12/2024, settles it. */
  dayFirst?: boolean
}

/**
 * Parses strings as dates: milliseconds since 1970 in UTC, as `new Date(…)` takes. A time without an offset is read as
 * UTC, so that its parts stay as written.
 *
 * @param texts Dates in one format; null for a missing value.
 * @returns One number per date, `NaN` for a missing value.
 * @throws RangeError with the row for a string that is not a date, and when day and month are ambiguous.
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
