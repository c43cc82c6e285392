import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expectRows, goldenLabels, splits } from '../../test/golden-splits.ts'
import { kFoldIndices, stratifiedKFoldIndices, timeSeriesSplitIndices } from '../index.ts'

const ofKind = (kind: string) =>
  splits.folds.filter((plan) => plan.kind === kind && plan.options.max_train_size === undefined)

describe('kFoldIndices', () => {
  it.each(ofKind('KFold'))('gives the rows of scikit-learn: $n rows, $options', ({ n, options, test }) => {
    const { n_splits: folds, random_state: seed } = options
    const made = kFoldIndices(n, { folds, ...(seed !== undefined && { seed }) })
    expect(made.length).toBe(test.length)
    for (const [fold, rows] of test.entries()) expectRows(made[fold]!.test, rows)
  })

  it('tests every row once, and trains on the others', () => {
    const plans = fc.record({
      rowCount: fc.integer({ min: 9, max: 200 }),
      folds: fc.integer({ min: 2, max: 9 }),
      seed: fc.nat(),
    })
    fc.assert(
      fc.property(plans, ({ rowCount, ...options }) => {
        const made = kFoldIndices(rowCount, options)
        const all = Array.from({ length: rowCount }, (_, row) => row)
        expect(made.flatMap(({ test }) => test).sort((a, b) => a - b)).toEqual(all)
        for (const { train, test } of made) expect([...train, ...test].sort((a, b) => a - b)).toEqual(all)
      }),
    )
  })

  it.each([0, 1, 2.5, 11, Number.NaN])('refuses %d folds of 10 rows', (folds) => {
    expect(() => kFoldIndices(10, { folds })).toThrow(
      `kFoldIndices: expected folds to be an integer from 2 to the number of rows, 10, received folds=${folds}. Use for example 5.`,
    )
  })
})

describe('stratifiedKFoldIndices', () => {
  it.each(ofKind('StratifiedKFold'))(
    'gives the rows of scikit-learn: $labels, $options',
    ({ labels, options, test }) => {
      const { n_splits: folds, random_state: seed } = options
      const made = stratifiedKFoldIndices(goldenLabels(labels!), { folds, ...(seed !== undefined && { seed }) })
      expect(made.length).toBe(test.length)
      for (const [fold, rows] of test.entries()) expectRows(made[fold]!.test, rows)
    },
  )

  it('refuses more folds than any class has rows', () => {
    expect(() => stratifiedKFoldIndices(['a', 'a', 'b', 'b'], { folds: 3 })).toThrow(
      'stratifiedKFoldIndices: expected a class with a row for each fold, received folds=3 and at most 2 rows in a class. Use fewer folds.',
    )
  })

  it('refuses a missing label', () => {
    expect(() => stratifiedKFoldIndices(['a', null, 'a'], { folds: 2 })).toThrow(/received none for row 1/)
  })
})

describe('timeSeriesSplitIndices', () => {
  it.each(ofKind('TimeSeriesSplit'))(
    'gives the rows of scikit-learn: $n rows, $options',
    ({ n, options, train, test }) => {
      const { n_splits: folds, gap = 0, test_size } = options
      const made = timeSeriesSplitIndices(n, { folds, gap, ...(test_size && { testCount: test_size }) })
      expect(made.length).toBe(test.length)
      for (const [fold, rows] of test.entries()) {
        expectRows(made[fold]!.test, rows)
        expectRows(made[fold]!.train, train![fold]!)
      }
    },
  )

  it.each([
    ['more folds than rows', 5, { folds: 5 }],
    ['a gap that eats the training rows', 12, { folds: 2, gap: 4 }],
    ['too many test rows', 12, { folds: 2, testCount: 6 }],
    ['half a test row', 12, { folds: 2, testCount: 0.5 }],
    ['a negative gap', 12, { folds: 2, gap: -1 }],
  ])('refuses %s', (_, rowCount, options) => {
    expect(() => timeSeriesSplitIndices(rowCount, options)).toThrow(/^timeSeriesSplitIndices: expected/)
  })
})
