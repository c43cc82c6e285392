import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codeUnits } from './code-units.ts'
import { isLargeInteger, readNumber, readNumberAt } from './read-number.ts'

const read = (text: string) => readNumber(text)

describe('readNumber', () => {
  it('reads every number that JavaScript writes, to the last digit', () => {
    fc.assert(
      fc.property(fc.oneof(fc.double({ noNaN: true }), fc.integer(), fc.maxSafeInteger()), (value) => {
        expect(read(String(value))).toBe(value === 0 ? 0 : value)
      }),
    )
  })

  it('rounds as JavaScript does, whatever the digits', () => {
    const digits = fc.stringMatching(/^\d{1,24}$/)
    const decimals = fc.option(fc.stringMatching(/^\d{0,20}$/))
    const exponents = fc.option(fc.integer({ min: -400, max: 400 }))
    fc.assert(
      fc.property(digits, decimals, exponents, (whole, fraction, exponent) => {
        const text = `${whole}${fraction === null ? '' : `.${fraction}`}${exponent === null ? '' : `e${exponent}`}`
        expect(read(text)).toBe(Number(text))
        expect(read(`-${text}`)).toBe(Number(`-${text}`))
      }),
    )
  })

  it.each(['', ' ', '.', '-', '+', 'e5', '1e', '1e+', '1.2.3', '--1', '1 2', '0x10', '1_000', 'NaN', 'infinit', '1,5'])(
    'takes %j for text',
    (text) => expect(read(text)).toBeNaN(),
  )

  it('reads part of a text, and other decimal points and thousands', () => {
    const text = 'a;12,5;b'
    expect(readNumberAt({ text, units: codeUnits(text) }, 2, 6, { decimal: 44, thousands: -1 })).toBe(12.5)
    expect(readNumber('1.234.567,25', { decimal: 44, thousands: 46 })).toBe(1234567.25)
    expect(readNumber('1.234.567', { decimal: 46, thousands: -1 })).toBeNaN()
    expect(readNumber('12345678901234567890,5', { decimal: 44, thousands: 46 })).toBe(Number('12345678901234567890.5'))
  })
})

it.each([
  ['9007199254740992', false],
  ['9007199254740993', true],
  ['1234567890123456789', true],
  ['-1234567890123456789', true],
  ['100000000000000000000', false],
  ['1234567890123456789.5', false],
])('isLargeInteger(%s) is %s', (text, large) => expect(isLargeInteger(text)).toBe(large))
