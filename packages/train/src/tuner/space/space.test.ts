import { golden } from '@dlw/testing'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { boolean } from './boolean.ts'
import { choice } from './choice.ts'
import { decimal } from './decimal.ts'
import { fixed } from './fixed.ts'
import { integer } from './integer.ts'
import type { Parameter, SearchSpace, ValuesOf } from './parameter.ts'
import { parameterValues, positionOf, valueAt } from './parameter-values.ts'
import type { RangeOptions } from './range.ts'
import { checkSpace, someCombinations } from './search-space.ts'
import { when } from './when.ts'

const { ranges } = golden<{ ranges: (RangeOptions & { step: number | null; values: number[] })[] }>('tuner-reference')

const sorted = (parameter: Parameter): number[] => [...(parameterValues(parameter) as number[])].sort((a, b) => a - b)

describe('decimal', () => {
  it.each([
    { options: { min: 0.2, max: 0.8, step: 0.3 }, values: [0.2, 0.5, 0.8] },
    { options: { min: 0, max: 1, step: 0.1 }, values: [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1] },
    { options: { min: 0, max: 0.7, step: 0.1 }, values: [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7] },
    { options: { min: 1e-4, max: 1e-1, step: 10, sampling: 'log' }, values: [1e-4, 1e-3, 1e-2, 1e-1] },
    { options: { min: 0, max: 1, step: 0.4 }, values: [0, 0.4, 0.8] },
    { options: { min: -0.3, max: 0.3, step: 0.3 }, values: [-0.3, 0, 0.3] },
  ] as const)('counts the steps of $options without rounding', ({ options, values }) => {
    expect(sorted(decimal(options))).toEqual(values)
  })

  it.each(ranges)(
    'has the grid of keras_tuner for $min to $max, $sampling, step $step',
    ({ values, step, ...ends }) => {
      const parameter = decimal({ ...ends, ...(step === null ? {} : { step }) })
      const own = sorted(parameter).filter((value) => step !== null || value !== parameter.default)
      expect(own).toHaveLength(values.length)
      for (const [index, value] of values.entries()) expect(own[index]).toBeCloseTo(value, 12)
    },
  )
})

describe('integer', () => {
  it.each([
    { options: { min: 1, max: 2 }, values: [1, 2] },
    { options: { min: 16, max: 128, step: 2, sampling: 'log' }, values: [16, 32, 64, 128] },
    { options: { min: 0, max: 9, step: 4 }, values: [0, 4, 8] },
    { options: { min: 3, max: 3 }, values: [3] },
  ] as const)('of $options', ({ options, values }) => {
    expect(sorted(integer(options))).toEqual(values)
  })

  it('without a step, sampled by logarithm, takes every whole number', () => {
    const parameter = integer({ min: 1, max: 8, sampling: 'log' })
    const seen = new Set(Array.from({ length: 200 }, (_, index) => valueAt(parameter, index / 200)))
    expect([...seen]).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  })
})

const parameters: Record<string, Parameter> = {
  linear: decimal({ min: -1, max: 3 }),
  log: decimal({ min: 1e-5, max: 1, sampling: 'log' }),
  reverseLog: decimal({ min: 1, max: 100, sampling: 'reverseLog' }),
  stepped: decimal({ min: 0, max: 1, step: 0.25 }),
  steppedReverseLog: decimal({ min: 1, max: 16, step: 2, sampling: 'reverseLog' }),
  whole: integer({ min: -3, max: 3 }),
  wholeLog: integer({ min: 1, max: 1000, sampling: 'log' }),
  choice: choice(['a', 'b', 'c']),
  boolean: boolean(),
  fixed: fixed(7),
}

describe.each(Object.entries(parameters))('a position in %s', (_, parameter) => {
  it('and its value are inverse, within the bounds', () => {
    for (let index = 0; index < 100; index++) {
      const value = valueAt(parameter, index / 100)
      const again = valueAt(parameter, positionOf(parameter, value))
      if (typeof value === 'number') expect(again).toBeCloseTo(value, 9)
      else expect(again).toBe(value)
      if (parameter.kind === 'decimal' || parameter.kind === 'integer') {
        expect(value).toBeGreaterThanOrEqual(parameter.min)
        expect(value).toBeLessThanOrEqual(parameter.max)
      }
    }
  })

  it('survives JSON', () => {
    expect(JSON.parse(JSON.stringify(parameter))).toEqual(parameter)
  })
})

describe('a space', () => {
  const space = {
    optimizer: choice(['adam', 'sgd']),
    momentum: when({ optimizer: 'sgd' }, decimal({ min: 0, max: 0.9, step: 0.9 })),
    nesterov: when({ momentum: 0.9 }, boolean()),
    batch: fixed(32),
  }

  it('has conditional parameters only where their conditions hold', () => {
    expect(someCombinations(space, 0, Infinity)).toEqual([
      { optimizer: 'adam', batch: 32 },
      { optimizer: 'sgd', momentum: 0, batch: 32 },
      { optimizer: 'sgd', momentum: 0.9, nesterov: false, batch: 32 },
      { optimizer: 'sgd', momentum: 0.9, nesterov: true, batch: 32 },
    ])
  })

  it('types the values of its trials', () => {
    expectTypeOf<ValuesOf<typeof space>>().toEqualTypeOf<{
      optimizer: 'adam' | 'sgd'
      momentum: number | undefined
      nesterov: boolean | undefined
      batch: 32
    }>()
  })

  it('begins a grid with the defaults', () => {
    const defaults = { a: choice([1, 2, 3], { default: 2 }), b: boolean({ default: true }) }
    expect(someCombinations(defaults, 0, 3)).toEqual([
      { a: 2, b: true },
      { a: 2, b: false },
      { a: 1, b: true },
    ])
  })

  it.each<[string, SearchSpace, string]>([
    ['an empty one', {}, 'tune: expected at least one hyperparameter'],
    ['one that depends on what comes later', { b: when({ a: 1 }, boolean()), a: fixed(1) }, 'before it in the space'],
    ['one that depends on a value never had', { a: fixed(1), b: when({ a: 2 }, boolean()) }, 'received 2'],
  ])('is refused: %s', (_, wrong, message) => {
    expect(() => checkSpace(wrong, 'tune')).toThrow(message)
  })
})

it.each([
  () => choice([]),
  () => choice(['a', 'a']),
  () => choice(['a'], { default: 'b' as 'a' }),
  () => integer({ min: 0.5, max: 2 }),
  () => integer({ min: 0, max: 2, step: 0.5 }),
  () => decimal({ min: 1, max: 0 }),
  () => decimal({ min: 0, max: Number.NaN }),
  () => decimal({ min: 0, max: 1, step: 0 }),
  () => decimal({ min: 0, max: 1, sampling: 'log' }),
  () => decimal({ min: 1, max: 2, step: 1, sampling: 'log' }),
  () => decimal({ min: 0, max: 1, default: 2 }),
  () => decimal({ min: 0, max: 1, sampling: 'even' as 'log' }),
])('parameters refuse what does not suit them (%#)', (make) => {
  expect(make).toThrow(RangeError)
})
