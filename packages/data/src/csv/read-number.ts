import { type CodeUnits, codeUnits } from './code-units.ts'

/** Number format: character codes of the decimal and thousands separators (-1 for none). */
export interface NumberFormat {
  decimal: number
  thousands: number
}

/** Numbers written as in code, without a thousands separator. */
const plainNumbers: NumberFormat = { decimal: 46, thousands: -1 }

/** Powers of ten that a float64 holds exactly. */
const powers = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`))

/** Parses a number from a whole string: see {@link readNumberAt}. */
export function readNumber(text: string, format: NumberFormat = plainNumbers): number {
  return readNumberAt({ text, units: codeUnits(text) }, 0, text.length, format)
}

/**
 * Parses a number from part of a text, correctly rounded. Surrounding spaces are allowed. Returns NaN for anything else,
 * including `0x10` and `1_000`.
 */
export function readNumberAt(
  { text, units }: { text: string; units: CodeUnits },
  from: number,
  to: number,
  format: NumberFormat,
): number {
  let [start, end] = [from, to]
  while (start < end && units[start]! <= 32) start++
  while (start < end && units[end - 1]! <= 32) end--
  let place = start
  let code = units[place]!
  const negative = code === 45
  if (negative || code === 43) code = units[++place]!
  // The first nine significant digits and the next nine: integers of 32 bits are fast.
  let high = 0
  let low = 0
  let lowDigits = 0
  let digits = 0
  let exponent = 0
  let fraction = 0
  for (; place < end; code = units[++place]!) {
    const digit = code - 48
    if (digit >= 0 && digit <= 9) {
      digits++
      exponent += fraction
      if (high < 100_000_000) high = high * 10 + digit
      else if (low < 100_000_000) {
        low = low * 10 + digit
        lowDigits++
      } else lowDigits = 99
    } else if (code === format.decimal && fraction === 0) fraction = -1
    else if (!(code === format.thousands && fraction === 0 && digits > 0 && isDigit(units[place + 1]!))) break
  }
  if (digits === 0) return (code | 32) === 105 ? infinity(text.slice(start, end)) : Number.NaN
  if (place < end && (code | 32) === 101) {
    code = units[++place]!
    const small = code === 45
    if (small || code === 43) code = units[++place]!
    const first = place
    let power = 0
    for (; place < end && code >= 48 && code <= 57; code = units[++place]!) {
      if (power < 10_000) power = power * 10 + (code - 48)
    }
    if (place === first) return Number.NaN
    exponent += small ? -power : power
  }
  if (place !== end) return Number.NaN
  const size =
    lowDigits <= 6 ? shortNumber(high * powers[lowDigits]! + low, exponent) : longNumber(high, low, lowDigits, exponent)
  if (!Number.isNaN(size)) return negative ? -size : size
  return Number(plainText(text.slice(start, end), format))
}

/** Returns digits times a power of ten, or NaN where one operation could not round it as a parser must. */
function shortNumber(mantissa: number, exponent: number): number {
  // Both sides are exact (Clinger's fast path).
  if (exponent < -22 || exponent > 22) return Number.NaN
  return exponent < 0 ? mantissa / powers[-exponent]! : mantissa * powers[exponent]!
}

/**
 * Returns a number of sixteen to eighteen digits, or NaN where its rounding is in doubt. Computes in pairs of doubles, of
 * which the second holds the error of the first (Dekker 1971): some 2**-100 of the number remain.
 */
function longNumber(high: number, low: number, lowDigits: number, exponent: number): number {
  if (lowDigits > 9 || exponent < -22 || exponent > 0) return Number.NaN
  const scaled = high * powers[lowDigits]!
  const digits = scaled + low
  const digitsError = productError(high, powers[lowDigits]!, scaled) + (low - (digits - scaled))
  const power = powers[-exponent]!
  const quotient = digits / power
  const product = quotient * power
  const correction = (digits - product - productError(quotient, power, product) + digitsError) / power
  const doubt = quotient * 2 ** -95
  const size = quotient + (correction - doubt)
  return size === quotient + (correction + doubt) ? size : Number.NaN
}

/** Returns the rounding error of a product, exactly. */
function productError(a: number, b: number, product: number): number {
  const [aBig, bBig] = [134_217_729 * a, 134_217_729 * b]
  const aHigh = aBig - (aBig - a)
  const bHigh = bBig - (bBig - b)
  const [aLow, bLow] = [a - aHigh, b - bHigh]
  return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow)
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
