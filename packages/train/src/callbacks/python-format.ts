import { pythonNumber } from './python-number.ts'

/** Python's format for numbers, taken apart: `[[fill]align][sign][0][width][grouping][.precision][type]`. */
interface Spec {
  fill: string
  align: string
  sign: string
  width: number
  grouping: string
  precision: number | undefined
  type: string
}

const pattern = /^(?:(.)?([<>=^]))?([-+ ])?(0)?(\d+)?([,_])?(?:\.(\d+))?([bcdoxXeEfFgGn%])?$/su

function specOf(text: string): Spec | undefined {
  const found = pattern.exec(text)
  if (!found) return undefined
  const [, fill, align, sign, zero, width, grouping, precision, type] = found
  return {
    fill: fill ?? (zero && !align ? '0' : ' '),
    align: align ?? (zero ? '=' : '>'),
    sign: sign ?? '-',
    width: Number(width ?? 0),
    grouping: grouping ?? '',
    precision: precision === undefined ? undefined : Number(precision),
    type: type ?? '',
  }
}

/**
 * Writes a number as Python's `format(value, spec)`: ties go to the even digit.
 *
 * @param isWhole Whether Python has an `int` here, in place of a `float`.
 * @returns The text, or undefined for what Python does not write so either.
 */
export function pythonFormat(value: number, spec: string, isWhole: boolean): string | undefined {
  const parsed = specOf(spec)
  if (!parsed) return undefined
  const { sign, type } = parsed
  const body = isWhole && 'bcdoxXn'.includes(type || 'd') ? wholeText(value, parsed) : realText(value, parsed)
  if (body === undefined) return undefined
  const isNegative = value < 0 || Object.is(value, -0)
  const mark = isNegative && !Number.isNaN(value) ? '-' : sign === '-' ? '' : sign
  return aligned(mark, body, parsed)
}

function wholeText(value: number, { type, precision, grouping }: Spec): string | undefined {
  if (precision !== undefined || !Number.isSafeInteger(value)) return undefined
  const size = Math.abs(value)
  if (type === 'c') return grouping === '' && value >= 0 && value <= 0x10ffff ? String.fromCodePoint(size) : undefined
  const base = { b: 2, o: 8, x: 16, X: 16 }[type] ?? 10
  if (grouping === ',' && base !== 10) return undefined
  const digits = size.toString(base)
  return grouped(type === 'X' ? digits.toUpperCase() : digits, grouping, base === 10 ? 3 : 4)
}

function realText(value: number, spec: Spec): string | undefined {
  const { type, precision, grouping } = spec
  if ('bcdoxX'.includes(type) && type !== '') return undefined
  const isUpper = 'EFG'.includes(type) && type !== ''
  const size = Math.abs(value)
  const text = Number.isFinite(value) ? finiteText(size, type.toLowerCase(), precision) : pythonNumber(size)
  if (text === undefined) return undefined
  const cut = text.search(/[.e%]|$/)
  const whole = Number.isFinite(value) ? grouped(text.slice(0, cut), grouping, 3) : text.slice(0, cut)
  const end = type === '%' && !Number.isFinite(value) ? '%' : ''
  const result = `${whole}${text.slice(cut)}${end}`
  return isUpper ? result.toUpperCase() : result
}

function finiteText(size: number, type: string, precision: number | undefined): string | undefined {
  if ((precision ?? 0) > 60) return undefined
  if (type === '') return precision === undefined ? pythonNumber(size) : generalText(size, precision, true)
  if (type === 'f') return fixedText(size, precision ?? 6)
  if (type === '%') return `${fixedText(size * 100, precision ?? 6)}%`
  if (type === 'e') return exponentText(rounded(size, (precision ?? 6) + 1))
  return generalText(size, precision ?? 6, false)
}

/** A size by its digits: 0.d₁d₂… × 10^point. */
interface Digits {
  digits: string
  point: number
}

/** The first digits of a size, half to even. */
function rounded(size: number, count: number): Digits {
  if (size === 0) return { digits: '0'.repeat(Math.max(1, count)), point: 1 }
  // A hundred digits: no tie of a double needs as many.
  const [mantissa, exponent] = size.toExponential(99).split('e') as [string, string]
  const all = mantissa.replace('.', '')
  const point = Number(exponent) + 1
  if (count >= all.length) return { digits: all.padEnd(count, '0'), point }
  if (count < 0) return { digits: '', point }
  const kept = all.slice(0, count)
  const rest = all.slice(count)
  const isTie = /^50*$/.test(rest)
  const isUp = isTie ? Number(kept.at(-1) ?? '0') % 2 === 1 : rest[0]! >= '5'
  if (!isUp) return { digits: kept, point }
  const next = String(BigInt(kept || '0') + 1n).padStart(count, '0')
  return next.length > count ? { digits: next.slice(0, Math.max(1, count)), point: point + 1 } : { digits: next, point }
}

function fixedText(size: number, decimals: number): string {
  const exponent = size === 0 ? 1 : Number(size.toExponential(99).split('e')[1]) + 1
  const { digits, point: end } = rounded(size, exponent + decimals)
  const all = end > 0 ? digits : `${'0'.repeat(-end)}${digits}`
  const whole = end > 0 ? all.slice(0, end).padEnd(end, '0') : '0'
  const part = (end > 0 ? all.slice(end) : all).padEnd(decimals, '0').slice(0, decimals)
  return decimals === 0 ? whole : `${whole}.${part}`
}

function exponentText({ digits, point }: Digits): string {
  const exponent = /^0*$/.test(digits) ? 0 : point - 1
  const size = String(Math.abs(exponent)).padStart(2, '0')
  const mantissa = digits.length > 1 ? `${digits[0]}.${digits.slice(1)}` : digits
  return `${mantissa}e${exponent < 0 ? '-' : '+'}${size}`
}

/** The shorter of both, without trailing zeros; as Python's `str` keeps one digit after the point. */
function generalText(size: number, precision: number, keepsPoint: boolean): string {
  const count = Math.max(1, precision)
  const { digits, point } = rounded(size, count)
  const short = digits.replace(/0+$/, '') || '0'
  const exponent = size === 0 ? 0 : point - 1
  if (exponent < -4 || exponent >= count - (keepsPoint ? 1 : 0)) {
    return exponentText({ digits: short, point })
  }
  const whole = exponent >= 0 ? short.slice(0, exponent + 1).padEnd(exponent + 1, '0') : '0'
  const part = exponent >= 0 ? short.slice(exponent + 1) : `${'0'.repeat(-exponent - 1)}${short}`
  return part ? `${whole}.${part}` : keepsPoint ? `${whole}.0` : whole
}

const grouped = (digits: string, mark: string, size: number): string =>
  mark === '' ? digits : digits.replace(new RegExp(`\\B(?=(?:.{${size}})+$)`, 'g'), mark)

function aligned(mark: string, body: string, { fill, align, width, grouping }: Spec): string | undefined {
  const room = width - mark.length - body.length
  if (room <= 0) return `${mark}${body}`
  // Python groups the zeros, too; nobody needs that here.
  if (align === '=' && fill === '0' && grouping !== '') return undefined
  if (align === '<') return `${mark}${body}${fill.repeat(room)}`
  if (align === '>') return `${fill.repeat(room)}${mark}${body}`
  if (align === '=') return `${mark}${fill.repeat(room)}${body}`
  const before = Math.floor(room / 2)
  return `${fill.repeat(before)}${mark}${body}${fill.repeat(room - before)}`
}
