import { describe, expect, it } from 'vitest'
import { nearestName, rejectUnknownOptions } from './reject-unknown-options.ts'

const known = ['testSize', 'seed', 'stratify', 'shuffle']

describe('rejectUnknownOptions', () => {
  it.each([{}, { seed: 1 }, { seed: undefined }, undefined])('takes %j', (options) => {
    expect(() => rejectUnknownOptions('split', options, known)).not.toThrow()
  })

  it.each([
    [
      { test_size: 0.2 },
      'split: expected options among testSize, seed, stratify, shuffle, received test_size=0.2. Did you mean testSize?',
    ],
    [{ seed: 0, sede: 1 }, 'received sede=1. Did you mean seed?'],
    [{ stratifyBy: ['a'] }, 'received stratifyBy=an array of 1. Did you mean stratify?'],
    [{ colour: 'red' }, 'received colour="red". Remove it.'],
  ])('names the nearest to %j', (options, message) => {
    expect(() => rejectUnknownOptions('split', options, known)).toThrow(message)
    expect(() => rejectUnknownOptions('split', options, known)).toThrow(RangeError)
  })

  it.each([0.2, null, 'seed'])('refuses %j in place of an object', (options) => {
    expect(() => rejectUnknownOptions('split', options, known)).toThrow(TypeError)
  })
})

it('nearestName prefers the fewest changes', () => {
  expect(nearestName('shufle', known)).toBe('shuffle')
  expect(nearestName('x', known)).toBeUndefined()
})
