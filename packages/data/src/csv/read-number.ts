/** Number format: character codes of the decimal and thousands separators (-1 for none). */
export interface NumberFormat {
  decimal: number
  thousands: number
}

/** Numbers written as in code, without a thousands separator. */
const plainNumbers: NumberFormat = { decimal: 46, thousands: -1 }

/** Powers of ten that a float64 holds exactly. */
const powers = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`))

/**
 * Parses a number from part of a string, correctly rounded. Surrounding spaces are allowed. Returns NaN for anything
 * else, including `0x10` and `1_000`.
 */
export function readNumber(text: string, from: number, to: number, format: NumberFormat = plainNumbers): number {
  let [start, end] = [from, to]
  while (start < end && text.charCodeAt(start) <= 32) start++
  while (start < end && text.charCodeAt(end - 1) <= 32) end--
  let place = start
  let code = text.charCodeAt(place)
  const negative = code === 45
  if (negative || code === 43) code = text.charCodeAt(++place)
  let mantissa = 0
  let digits = 0
  let exponent = 0
  for (; place < end; code = text.charCodeAt(++place)) {
    if (code >= 48 && code <= 57) {
      mantissa = mantissa * 10 + (code - 48)
      digits++
    } else if (!(code === format.thousands && digits > 0 && isDigit(text.charCodeAt(place + 1)))) break
  }
  if (place < end && code === format.decimal) {
    for (code = text.charCodeAt(++place); place < end && code >= 48 && code <= 57; code = text.charCodeAt(++place)) {
      mantissa = mantissa * 10 + (code - 48)
      digits++
      exponent--
    }
  }
  if (digits === 0) return infinity(text.slice(start, end))
  if (place < end && (code | 32) === 101) {
    code = text.charCodeAt(++place)
    const small = code === 45
    if (small || code === 43) code = text.charCodeAt(++place)
    const first = place
    let power = 0
    for (; place < end && code >= 48 && code <= 57; code = text.charCodeAt(++place)) {
      if (power < 10_000) power = power * 10 + (code - 48)
    }
    if (place === first) return Number.NaN
    exponent += small ? -power : power
  }
  if (place !== end) return Number.NaN
  // Both sides are exact, so the one operation rounds as a parser must (Clinger's fast path).
  if (mantissa < 2 ** 53 && exponent >= -22 && exponent <= 22) {
    const size = exponent < 0 ? mantissa / powers[-exponent]! : mantissa * powers[exponent]!
    return negative ? -size : size
  }
  return Number(plainText(text.slice(start, end), format))
}

/** Parses a number in standard notation. */
function plainText(text: string, { decimal, thousands }: NumberFormat): string {
  let plain = text
  if (thousands >= 0) plain = plain.replaceAll(String.fromCharCode(thousands), '')
  if (decimal !== 46) plain = plain.replace(String.fromCharCode(decimal), '.')
  return plain
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57

function infinity(text: string): number {
  const found = /^([+-]?)inf(inity)?$/i.exec(text)
  return found ? (found[1] === '-' ? -Infinity : Infinity) : Number.NaN
}

/** Returns whether a string is an integer that float64 cannot represent exactly. */
export function isLargeInteger(text: string): boolean {
  const trimmed = text.trim()
  if (!/^[+-]?\d{16,}$/.test(trimmed)) return false
  const number = Number(trimmed)
  return Math.abs(number) > Number.MAX_SAFE_INTEGER && String(number) !== trimmed.replace(/^\+/, '')
}
