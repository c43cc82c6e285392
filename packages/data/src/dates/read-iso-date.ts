const [zero, colon, dash, space, letterT] = [48, 58, 45, 32, 84]
const daysOfMonths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/**
 * Reads the most frequent shapes of dates quickly: `2024-01-31`, `2024-01-31 12:30` and `2024-01-31T12:30:59`.
 *
 * @returns Milliseconds since 1970 in UTC; undefined for any other text, and for a date that does not exist.
 */
export function readIsoDate(text: string): number | undefined {
  const { length } = text
  if (length !== 10 && length !== 16 && length !== 19) return undefined
  if (text.charCodeAt(4) !== dash || text.charCodeAt(7) !== dash) return undefined
  const year = 100 * twoDigits(text, 0) + twoDigits(text, 2)
  const month = twoDigits(text, 5)
  const day = twoDigits(text, 8)
  if (!(year >= 100 && month >= 1 && month <= 12 && day >= 1 && day <= daysOfMonths[month - 1]!)) return undefined
  if (month === 2 && day === 29 && (year % 4 !== 0 || (year % 100 === 0 && year % 400 !== 0))) return undefined
  if (length === 10) return Date.UTC(year, month - 1, day)
  const between = text.charCodeAt(10)
  if ((between !== space && between !== letterT) || text.charCodeAt(13) !== colon) return undefined
  if (length === 19 && text.charCodeAt(16) !== colon) return undefined
  const [hour, minute, second] = [twoDigits(text, 11), twoDigits(text, 14), length === 19 ? twoDigits(text, 17) : 0]
  if (!(hour < 24 && minute < 60 && second < 60)) return undefined
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

/** Returns the number that two digits stand for, or NaN. */
function twoDigits(text: string, place: number): number {
  const [tens, ones] = [text.charCodeAt(place) - zero, text.charCodeAt(place + 1) - zero]
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? 10 * tens + ones : Number.NaN
}
