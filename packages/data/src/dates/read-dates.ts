import {
  type DateFields,
  dateLetters,
  dateReader,
  fullYear,
  millisecondsOf,
  minutesAhead,
  monthNamed,
} from './date-format.ts'
import { readIsoDate } from './read-iso-date.ts'

/** Format of the dates. */
export interface DateOptions {
  dateFormat?: string | undefined
  dayFirst?: boolean | undefined
}

interface ReadDatesOptions extends DateOptions {
  /** Name of the calling function, for messages. */
  where: string
  /** Line number of a row, if known. */
  lineOf?: (row: number) => number
}

const time =
  '(?:[T ,]+(?<hour>\\d{1,2}):(?<minute>\\d{2})(?::(?<second>\\d{2})(?:[.,](?<fraction>\\d{1,9}))?)?\\s*(?<half>[ap]m)?\\s*(?<zone>Z|[+-]\\d{2}:?\\d{2})?)?'
const shapes = {
  yearFirst: new RegExp(`^(?<year>\\d{4})(?<mark>[-/.])(?<month>\\d{1,2})(?:\\k<mark>(?<day>\\d{1,2}))?${time}$`, 'i'),
  digits: new RegExp(`^(?<year>\\d{4})(?<month>\\d{2})(?<day>\\d{2})${time}$`, 'i'),
  yearLast: new RegExp(
    `^(?<first>\\d{1,2})(?<mark>[-/.])(?<second2>\\d{1,2})\\k<mark>(?<year>\\d{4}|\\d{2})${time}$`,
    'i',
  ),
  dayName: new RegExp(`^(?<day>\\d{1,2})[-. ]+(?<name>[a-z]{3,9})[-., ]+(?<year>\\d{4}|\\d{2})${time}$`, 'i'),
  nameDay: new RegExp(`^(?<name>[a-z]{3,9})[. ]+(?<day>\\d{1,2})(?:st|nd|rd|th)?,? +(?<year>\\d{4})${time}$`, 'i'),
}
type Shape = keyof typeof shapes

/**
 * Parses strings to milliseconds since 1970 in UTC, NaN for a missing value.
 *
 * @throws RangeError for a string that is not a date, for mixed formats, and when day and month are ambiguous.
 */
export function readDates(texts: readonly (string | null)[], options: ReadDatesOptions): Float64Array {
  const { dateFormat, dayFirst, where } = options
  const refuse = (row: number, expected: string, advice: string): RangeError => {
    const place = options.lineOf ? `line ${options.lineOf(row)}` : `row ${row}`
    return new RangeError(
      `${where}: expected ${expected}, received ${JSON.stringify(texts[row])} in ${place}. ${advice}`,
    )
  }
  let read: ((text: string) => number | undefined) | undefined
  if (dateFormat !== undefined) {
    read = dateReader(dateFormat)
    if (!read) {
      throw new RangeError(
        `${where}: expected a format of ${dateLetters}, received ${JSON.stringify(dateFormat)}. Write for example '%d.%m.%Y %H:%M'.`,
      )
    }
  } else {
    const first = texts.findIndex((text) => text !== null)
    const shape = first < 0 ? undefined : shapeOf(texts[first]!)
    if (first >= 0 && !shape) {
      throw refuse(first, 'a date such as 2024-01-31 or 31.01.2024 12:30', "Say how it is written: '%d.%m.%Y'.")
    }
    if (shape === 'yearLast') read = yearLastReader(texts, dayFirst, refuse)
    else if (shape === 'yearFirst') read = (text) => readIsoDate(text) ?? readShape(text, shape, false)
    else if (shape) read = (text) => readShape(text, shape, false)
  }
  const values = new Float64Array(texts.length)
  for (let row = 0; row < texts.length; row++) {
    const text = texts[row]!
    const value = text === null ? Number.NaN : read!(text)
    if (value === undefined) {
      const expected = dateFormat === undefined ? 'a date written as those before' : `a date written as ${dateFormat}`
      throw refuse(row, expected, 'Correct it, or name it as missing.')
    }
    values[row] = value
  }
  return values
}

function shapeOf(text: string): Shape | undefined {
  return (Object.keys(shapes) as Shape[]).find((shape) => shapes[shape].test(text.trim()))
}

function readShape(text: string, shape: Shape, dayFirst: boolean): number | undefined {
  const found = shapes[shape].exec(text.trim())?.groups
  if (!found) return undefined
  const { hour, minute, second, fraction, half, zone, first, second2, name, day, month } = found
  const fields: DateFields = { year: fullYear(found.year!) }
  if (first !== undefined) {
    fields.day = Number(dayFirst ? first : second2)
    fields.month = Number(dayFirst ? second2 : first)
  } else {
    fields.month = name === undefined ? Number(month) : monthNamed(name)
    if (day !== undefined) fields.day = Number(day)
  }
  if (hour !== undefined) fields.hour = Number(hour)
  if (minute !== undefined) fields.minute = Number(minute)
  if (second !== undefined) fields.second = Number(second)
  if (fraction !== undefined) fields.fraction = Number(`0.${fraction}`) * 1000
  if (half !== undefined) fields.afternoon = /^p/i.test(half)
  if (zone !== undefined) fields.offset = minutesAhead(zone)
  return millisecondsOf(fields)
}

/** Decides between day-first and month-first: one value like 31/12/2024 settles it for the column. */
function yearLastReader(
  texts: readonly (string | null)[],
  dayFirst: boolean | undefined,
  refuse: (row: number, expected: string, advice: string) => RangeError,
): (text: string) => number | undefined {
  let known = dayFirst
  let doubtful = -1
  for (let row = 0; known === undefined && row < texts.length; row++) {
    const found = texts[row] === null ? undefined : shapes.yearLast.exec(texts[row]!.trim())?.groups
    if (!found) continue
    const [first, second] = [Number(found.first), Number(found.second2)]
    if (first > 12) known = true
    else if (second > 12) known = false
    else if (first !== second && doubtful < 0) doubtful = row
  }
  if (known === undefined && doubtful >= 0) {
    throw refuse(
      doubtful,
      'a date that tells the day from the month',
      "Pass { dayFirst: true } for the European order, { dayFirst: false } for the American one, or a { dateFormat: '%d.%m.%Y' }.",
    )
  }
  return (text) => readShape(text, 'yearLast', known ?? false)
}
