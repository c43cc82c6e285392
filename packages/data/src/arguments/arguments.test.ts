import { describe, expect, it } from 'vitest'
import { expectInteger, expectNumber, expectSeed } from './index.ts'

describe('expectInteger', () => {
  it.each([1, 2, 2 ** 53 - 1])('accepts %s', (value) => {
    expect(() => expectInteger('fit', 'epochs', value)).not.toThrow()
  })

  it.each([0, -1, 1.5, Number.NaN, Infinity, 2 ** 53, '3', null, undefined, 3n])('does not accept %s', (value) => {
    expect(() => expectInteger('fit', 'epochs', value)).toThrow(RangeError)
  })

  it('shows text in quotes', () => {
    expect(() => expectInteger('fit', 'epochs', '3')).toThrow(
      "fit: expected an integer of at least 1, received epochs='3'. Pass for example 10.",
    )
  })

  it('names both bounds and gives the advice', () => {
    expect(() => expectInteger('kFoldIndices', 'folds', 9, { min: 2, max: 5, advice: 'Use fewer folds.' })).toThrow(
      'kFoldIndices: expected an integer from 2 to 5, received folds=9. Use fewer folds.',
    )
  })
})

describe('expectNumber', () => {
  it.each([
    [0, {}],
    [-1e300, {}],
    [0, { min: 0 }],
    [1, { min: 0, max: 1 }],
  ])('accepts %s in %j', (value, range) => {
    expect(() => expectNumber('f', 'x', value, range)).not.toThrow()
  })

  it.each([
    [Number.NaN, {}, 'f: expected a finite number, received x=NaN.'],
    [Infinity, {}, 'f: expected a finite number, received x=Infinity.'],
    ['0.5', { min: 0, max: 1 }, "f: expected a number in [0, 1], received x='0.5'."],
    [0, { min: 0, max: 1, exclusive: 'both' as const }, 'f: expected a number in (0, 1), received x=0.'],
    [0, { min: 0, exclusive: 'min' as const }, 'f: expected a number above 0, received x=0.'],
    [3, { max: 2 }, 'f: expected a number of at most 2, received x=3.'],
    [2, { max: 2, exclusive: 'max' as const }, 'f: expected a number below 2, received x=2.'],
  ])('does not accept %s in %j', (value, range, message) => {
    expect(() => expectNumber('f', 'x', value, range)).toThrow(new RangeError(message))
  })
})

describe('expectSeed', () => {
  it.each([0, 1, 2 ** 32 - 1])('accepts %s', (seed) => expect(() => expectSeed('f', seed)).not.toThrow())
  it.each([-1, 2 ** 32, 0.5, Number.NaN])('does not accept %s', (seed) => {
    expect(() => expectSeed('f', seed)).toThrow(
      `f: expected an integer from 0 to 4294967295, received seed=${seed}. Pass for example 0.`,
    )
  })
})
