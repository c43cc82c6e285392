/** The numbers of a date as it stands in a text; what it lacks is left out. */
export interface DateFields {
  year: number
  month?: number
  day?: number
  dayOfYear?: number
  hour?: number
  minute?: number
  second?: number
  /** Fraction of a second, in milliseconds. */
  fraction?: number
  /** Minutes ahead of UTC. */
  offset?: number
  afternoon?: boolean
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** For each letter of strftime what it looks like and what its text says. */
const letters: Readonly<Record<string, readonly [pattern: string, read: (text: string) => Partial<DateFields>]>> = {
  Y: ['\\d{4}', (text) => ({ year: Number(text) })],
  y: ['\\d{2}', (text) => ({ year: fullYear(text) })],
  m: ['\\d{1,2}', (text) => ({ month: Number(text) })],
  d: ['\\d{1,2}', (text) => ({ day: Number(text) })],
  j: ['\\d{1,3}', (text) => ({ dayOfYear: Number(text) })],
  b: ['[a-z]{3}\\.?', (text) => ({ month: monthNamed(text) })],
  B: ['[a-z]{3,9}', (text) => ({ month: monthNamed(text) })],
  a: ['[a-z]{3}\\.?', () => ({})],
  A: ['[a-z]{6,9}', () => ({})],
  H: ['\\d{1,2}', (text) => ({ hour: Number(text) })],
  I: ['\\d{1,2}', (text) => ({ hour: Number(text) })],
  M: ['\\d{1,2}', (text) => ({ minute: Number(text) })],
  S: ['\\d{1,2}', (text) => ({ second: Number(text) })],
  f: ['\\d{1,9}', (text) => ({ fraction: Number(`0.${text}`) * 1000 })],
  p: ['[ap]\\.?m\\.?', (text) => ({ afternoon: /^p/i.test(text) })],
  z: ['Z|[+-]\\d{2}:?\\d{2}', (text) => ({ offset: minutesAhead(text) })],
}

/** The letters that {@link dateReader} knows. */
export const dateLetters: string = Object.keys(letters)
  .map((letter) => `%${letter}`)
  .join(' ')

/**
 * A function that reads dates written in a format of strftime; it returns undefined for other texts.
 *
 * @returns undefined for a format with an unknown letter.
 */
export function dateReader(format: string): ((text: string) => number | undefined) | undefined {
  const readers: ((text: string) => Partial<DateFields>)[] = []
  let isKnown = true
  const pattern = format.replaceAll(/%(.)|[^%]/gs, (part, letter: string | undefined) => {
    if (part === '%%') return '%'
    if (letter === undefined) return /\s/.test(part) ? '\\s+' : part.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&')
    const found = letters[letter]
    if (!found) {
      isKnown = false
      return ''
    }
    readers.push(found[1])
    return `(${found[0]})`
  })
  if (!isKnown || readers.length === 0) return undefined
  const expression = new RegExp(`^\\s*${pattern}\\s*$`, 'i')
  return (text) => {
    const found = expression.exec(text)
    if (!found) return undefined
    const fields: DateFields = { year: 1900 }
    for (const [place, read] of readers.entries()) Object.assign(fields, read(found[place + 1]!))
    return millisecondsOf(fields)
  }
}

/** Milliseconds since 1970 in UTC, or undefined for a day that does not exist. */
export function millisecondsOf(fields: DateFields): number | undefined {
  const { year, month = 1, day = 1, dayOfYear, minute = 0, second = 0, fraction = 0, offset = 0, afternoon } = fields
  let { hour = 0 } = fields
  if (afternoon !== undefined) {
    if (!(hour >= 1 && hour <= 12)) return undefined
    hour = (hour % 12) + (afternoon ? 12 : 0)
  }
  if (!(hour < 24 && minute < 60 && second < 60)) return undefined
  const date = new Date(0)
  if (dayOfYear === undefined) date.setUTCFullYear(year, month - 1, day)
  else date.setUTCFullYear(year, 0, dayOfYear)
  const exists =
    dayOfYear === undefined
      ? date.getUTCMonth() === month - 1 && date.getUTCDate() === day
      : date.getUTCFullYear() === year && dayOfYear >= 1
  if (!exists) return undefined
  return date.getTime() + ((hour * 60 + minute - offset) * 60 + second) * 1000 + fraction
}

/** POSIX: 69 to 99 are of the twentieth century. */
export const fullYear = (text: string): number =>
  text.length === 2 ? Number(text) + (Number(text) < 69 ? 2000 : 1900) : Number(text)

/** The number of a month by its English name, or NaN. */
export function monthNamed(text: string): number {
  const place = months.indexOf(text.slice(0, 3).toLowerCase())
  return place < 0 ? Number.NaN : place + 1
}

/** Minutes of an offset such as `+02:00`. */
export function minutesAhead(text: string): number {
  if (/z/i.test(text)) return 0
  const digits = text.replaceAll(/\D/g, '')
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2))
  return text.startsWith('-') ? -minutes : minutes
}
