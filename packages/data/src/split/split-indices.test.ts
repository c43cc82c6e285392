import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expectRows, goldenLabels, splits } from '../../test/golden-splits.ts'
import { oneHot, splitIndices } from '../index.ts'

// A test size here is a share; scikit-learn's counts and train sizes are not offered.
const offered = splits.trainTestSplit.filter(({ testSize, trainSize }) => !(testSize! >= 1) && trainSize === undefined)

describe('splitIndices', () => {
  it('has goldens to meet', () => {
    expect(offered.length).toBeGreaterThan(120)
  })

  it.each(offered)(
    'gives the rows of scikit-learn: n $n, stratify $stratify of $labels, seed $seed, test $testSize',
    (split) => {
      const stratify =
        split.stratify &&
        { labels: goldenLabels(split.labels!), oneHot: oneHot(goldenLabels(split.labels!)).values }[split.stratify]
      const options = {
        seed: split.seed ?? 0,
        ...(split.testSize !== null && { testSize: split.testSize }),
        ...(stratify && { stratify }),
        ...(split.shuffle === false && { shuffle: false }),
      }
      const call = () => splitIndices(split.n, options)
      if (split.error) {
        expect(call).toThrow(RangeError)
        return
      }
      const { train, test } = call()
      expectRows(train, split.train)
      expectRows(test, split.test)
    },
  )

  it.each(splits.refused.filter(({ testSize, trainSize }) => testSize! < 1 && trainSize === undefined))(
    'refuses what scikit-learn refuses: $error',
    ({ n, labels, seed, testSize }) => {
      const stratify = labels === null ? {} : { stratify: goldenLabels(labels) }
      expect(() => splitIndices(n, { seed: seed!, testSize: testSize!, ...stratify })).toThrow(RangeError)
    },
  )

  it('is a partition of the rows', () => {
    const sizes = fc.record({
      rowCount: fc.integer({ min: 2, max: 300 }),
      testSize: fc.double({ min: 0.001, max: 0.5, noNaN: true }),
      seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
      shuffle: fc.boolean(),
    })
    fc.assert(
      fc.property(sizes, ({ rowCount, ...options }) => {
        const { train, test } = splitIndices(rowCount, options)
        expect(test.length).toBe(Math.ceil(options.testSize * rowCount))
        expect([...train, ...test].sort((a, b) => a - b)).toEqual(Array.from({ length: rowCount }, (_, row) => row))
      }),
    )
  })

  it.each([0, 1, -0.5, 1.5, Number.NaN, Infinity])('refuses testSize %d', (testSize) => {
    expect(() => splitIndices(10, { testSize, seed: 0 })).toThrow(
      `splitIndices: expected testSize between 0 and 1, received testSize=${testSize}. Use for example 0.2.`,
    )
  })

  it.each([
    ['no rows', 0, { seed: 0 }, /expected rows in both parts, received rowCount=0 of which 0 to test/],
    ['one row', 1, { seed: 0 }, /expected rows in both parts, received rowCount=1 of which 1 to test/],
    ['half a row', 10.5, { seed: 0 }, /received rowCount=10.5/],
    ['a seed that is no integer', 10, { seed: 0.5 }, /expected an integer from 0 to 4294967295, received seed=0.5/],
    ['a negative seed', 10, { seed: -1 }, /received seed=-1/],
    [
      'a class with one member',
      4,
      { seed: 0, testSize: 0.5, stratify: ['a', 'a', 'a', 'b'] },
      /expected at least 2 rows of each class to stratify, received 1 of class "b"/,
    ],
    [
      'more classes than test rows',
      8,
      { seed: 0, testSize: 0.2, stratify: [...'aabbccdd'] },
      /room for each of 4 classes in both parts, received 2 rows/,
    ],
    [
      'labels of another length',
      4,
      { seed: 0, stratify: ['a', 'a'] },
      /a label for each of 4 rows, received 2 in stratify/,
    ],
    [
      'labels without shuffle',
      4,
      { seed: 0, shuffle: false, stratify: [...'aabb'] },
      /expected shuffle when stratifying/,
    ],
    [
      'a missing label',
      4,
      { seed: 0, stratify: ['a', null, 'b', 'b'] },
      /a label for each row, received none for row 1/,
    ],
    ['a label that is NaN', 4, { seed: 0, stratify: [1, 1, Number.NaN, 2] }, /received none for row 2/],
    [
      'a one-hot row with NaN',
      2,
      {
        seed: 0,
        stratify: [
          [0, 1],
          [Number.NaN, 1],
        ],
      },
      /received none for row 1/,
    ],
  ])('refuses %s', (_, rowCount, options, message) => {
    expect(() => splitIndices(rowCount, options)).toThrow(message)
  })
})
