import { golden } from '@dlw/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandom } from '../index.ts'

interface Streams {
  seed: number
  uint32: number[]
  randomSample: number[]
  uniform: { low: number; high: number; values: number[] }
  standardNormal: number[]
  randint: { low: number; high: number; values: number[] }[]
  permutation: number[][]
  permutation1000: { first: number[] }
}
const { randomState, oneState } = golden<{
  randomState: Streams[]
  oneState: { seed: number; draws: Record<string, number[]>[] }
}>('splits')

const times = <Value>(count: number, draw: () => Value): Value[] => Array.from({ length: count }, draw)

describe.each(randomState)('createRandom($seed) gives the numbers of NumPy', (stream) => {
  const fresh = () => createRandom(stream.seed)

  it('bits', () => {
    const random = fresh()
    expect(times(8, () => random.uint32())).toEqual(stream.uint32)
  })

  it('uniform', () => {
    const random = fresh()
    expect(times(8, () => random.uniform())).toEqual(stream.randomSample)
    const other = fresh()
    const { low, high, values } = stream.uniform
    expect(times(values.length, () => other.uniform(low, high))).toEqual(values)
  })

  it('normal, to 1e-14', () => {
    const random = fresh()
    for (const value of stream.standardNormal) expect(random.normal()).toBeCloseTo(value, 14)
  })

  it.each(stream.randint)('integers from $low to $high', ({ low, high, values }) => {
    const random = fresh()
    expect(times(values.length, () => random.integer(low, high))).toEqual(values)
  })

  it('permutations', () => {
    for (const expected of stream.permutation) expect(fresh().permutation(expected.length)).toEqual(expected)
    expect(fresh().permutation(1000).slice(0, 20)).toEqual(stream.permutation1000.first)
  })
})

describe('createRandom', () => {
  it('goes on in one stream whatever is drawn', () => {
    const random = createRandom(oneState.seed)
    const draw: Record<string, (count: number) => number[]> = {
      permutation: (count) => random.permutation(count),
      randomSample: (count) => times(count, () => random.uniform()),
      randint10: (count) => times(count, () => random.integer(0, 10)),
      standardNormal: (count) => times(count, () => random.normal()),
    }
    for (const [kind, values] of oneState.draws.flatMap(Object.entries<number[]>)) {
      const drawn = draw[kind]!(values.length)
      for (const [place, value] of values.entries()) expect(drawn[place]).toBeCloseTo(value, 14)
    }
  })

  it('goes on from a state that went through JSON', () => {
    const random = createRandom(7)
    random.permutation(1000)
    random.normal()
    const copy = createRandom(JSON.parse(JSON.stringify(random.state())))
    expect(times(5, () => copy.normal())).toEqual(times(5, () => random.normal()))
    expect(copy.permutation(700)).toEqual(random.permutation(700))
  })

  it('shuffles in place, also typed arrays, into the order of shuffle', () => {
    const numbers = Int32Array.from({ length: 50 }, (_, index) => index)
    expect(createRandom(3).shuffleInPlace(numbers)).toBe(numbers)
    expect([...numbers]).toEqual(createRandom(3).permutation(50))
  })

  it('shuffles into a permutation and leaves its input alone', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer({ min: 0, max: 2 ** 32 - 1 }), (values, seed) => {
        const before = [...values]
        const shuffled = createRandom(seed).shuffle(values)
        expect(values).toEqual(before)
        expect([...shuffled].sort()).toEqual([...values].sort())
      }),
    )
  })

  it('refuses a range that is empty or not of integers', () => {
    expect(() => createRandom(0).integer(3, 3)).toThrow(
      'Random.integer: expected integers low < high, at most 2**32 apart, received low=3, high=3. Swap or round them.',
    )
    expect(() => createRandom(0).integer(0, 1.5)).toThrow(RangeError)
  })
})
