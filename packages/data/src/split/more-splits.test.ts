import { golden } from '@dlw/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Brief, expectRows } from '../../test/golden-splits.ts'
import {
  groupKFoldIndices,
  leaveOneOutIndices,
  repeatedKFoldIndices,
  repeatedStratifiedKFoldIndices,
  splitIndices,
  stratifiedGroupKFoldIndices,
  stratifiedKFoldIndices,
  timeSeriesSplitIndices,
  trainTestSplit,
  trainValidationTestSplit,
  validationSplitIndices,
} from '../index.ts'
import type { Labels } from './class-indices.ts'

interface Plan {
  kind: string
  n: number
  labels: string
  groups: string
  folds: number
  repeats: number
  seed: number | null
  size: number
  options: Record<string, number>
  train: Brief[]
  test: Brief[]
}
interface Golden {
  labels: Record<string, Labels>
  groups: Record<string, Labels>
  grouped: Plan[]
  stratifiedGroups: Plan[]
  repeated: Plan[]
  large: Plan[]
  sizes: { options: Record<string, number>; stratify: string | null; train: Brief; test: Brief }[]
}
const more = golden<Golden>('more-splits')
const seeded = (seed: number | null) => (seed === null ? {} : { seed })
const ofKind = (list: Plan[], kind: string) => list.filter((plan) => plan.kind === kind)

function expectTests(splits: { test: number[] }[], expected: readonly Brief[]): void {
  expect(splits.length).toBe(expected.length)
  for (const [fold, rows] of expected.entries()) expectRows(splits[fold]!.test, rows)
}

describe('splits give the rows of scikit-learn', () => {
  it.each(ofKind(more.grouped, 'GroupKFold'))(
    'groupKFoldIndices: $groups, $folds folds, seed $seed',
    ({ groups, folds, seed, test }) => {
      expectTests(groupKFoldIndices(more.groups[groups]!, { folds, ...seeded(seed) }), test)
    },
  )

  it.each(ofKind(more.grouped, 'GroupShuffleSplit'))(
    'splitIndices with groups: $groups, $size',
    ({ groups, size, seed, train, test }) => {
      const own = more.groups[groups]!
      const sizes = size < 1 ? { testSize: size } : { testCount: size }
      const parts = splitIndices(own.length, { groups: own, seed: seed!, ...sizes })
      expectRows(parts.train, train[0]!)
      expectRows(parts.test, test[0]!)
    },
  )

  it.each(more.stratifiedGroups)(
    'stratifiedGroupKFoldIndices: $labels in $groups, $folds folds, seed $seed',
    ({ labels, groups, folds, seed, test }) => {
      const options = { groups: more.groups[groups]!, folds, ...seeded(seed) }
      expectTests(stratifiedGroupKFoldIndices(more.labels[labels]!, options), test)
    },
  )

  it.each(ofKind(more.repeated, 'RepeatedKFold'))(
    'repeatedKFoldIndices: $n rows',
    ({ n, folds, repeats, seed, test }) => {
      expectTests(repeatedKFoldIndices(n, { folds, repeats, seed: seed! }), test)
    },
  )

  it.each(ofKind(more.repeated, 'RepeatedStratifiedKFold'))(
    'repeatedStratifiedKFoldIndices: $labels',
    ({ labels, folds, repeats, seed, test }) => {
      expectTests(repeatedStratifiedKFoldIndices(more.labels[labels]!, { folds, repeats, seed: seed! }), test)
    },
  )

  it.each(ofKind(more.repeated, 'LeaveOneOut'))('leaveOneOutIndices: $n rows', ({ n, train }) => {
    const made = leaveOneOutIndices(n)
    for (const [row, split] of made.entries()) {
      expect(split.test).toEqual([row])
      expectRows(split.train, train[row]!)
    }
  })

  it.each(ofKind(more.repeated, 'TimeSeriesSplit'))(
    'timeSeriesSplitIndices: $options',
    ({ n, options, train, test }) => {
      const { n_splits: folds, gap = 0, test_size, max_train_size } = options
      const made = timeSeriesSplitIndices(n, {
        folds: folds!,
        gap,
        maxTrainCount: max_train_size!,
        ...(test_size && { testCount: test_size }),
      })
      expectTests(made, test)
      for (const [fold, rows] of train.entries()) expectRows(made[fold]!.train, rows)
    },
  )

  it.each(more.sizes)('splitIndices: $options, stratify $stratify', ({ options, stratify, train, test }) => {
    const parts = splitIndices(23, {
      seed: 1,
      ...Object.fromEntries(
        Object.entries(options).map(([name, size]) => [
          `${name.replace('_size', '')}${size < 1 ? 'Size' : 'Count'}`,
          size,
        ]),
      ),
      ...(stratify && { stratify: more.labels[stratify]! }),
    })
    expectRows(parts.train, train)
    expectRows(parts.test, test)
  })

  it('splitIndices of 284,807 rows with two classes', () => {
    const [{ n, train, test }] = ofKind(more.large, 'train_test_split') as [Plan]
    const stratify = Uint8Array.from({ length: n }, (_, row) => Number(row % 579 === 0))
    const parts = splitIndices(n, { testSize: 0.2, seed: 0, stratify })
    expect(parts.test.length).toBe(56_962)
    expectRows(parts.train, train[0]!)
    expectRows(parts.test, test[0]!)
  })

  it('stratifiedKFoldIndices of 40,000 rows, in far less than a minute', () => {
    const [{ n, test }] = ofKind(more.large, 'StratifiedKFold') as [Plan]
    const started = performance.now()
    expectTests(
      stratifiedKFoldIndices(
        Int32Array.from({ length: n }, (_, row) => row % 10),
        { folds: 5, seed: 0 },
      ),
      test,
    )
    expect(performance.now() - started).toBeLessThan(10_000)
  })
})

it('validationSplitIndices takes the last rows, as Keras does', () => {
  // Keras: split_at = floor(rows * (1 - validation_split)).
  expect(validationSplitIndices(10, { validationSplit: 0.33 })).toEqual({
    train: [0, 1, 2, 3, 4, 5],
    validation: [6, 7, 8, 9],
  })
  expect(() => validationSplitIndices(2, { validationSplit: 0.7 })).toThrow(/expected rows in both parts/)
  expect(() => validationSplitIndices(2, { validationSplit: 1 })).toThrow(/received validationSplit=1/)
})

it('groups never stand on both sides', () => {
  const cases = fc.record({
    groups: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 30, maxLength: 80 }),
    seed: fc.nat(),
  })
  fc.assert(
    fc.property(cases, ({ groups, seed }) => {
      fc.pre(new Set(groups).size >= 4)
      const folds = [
        ...groupKFoldIndices(groups, { folds: 3, seed }),
        ...groupKFoldIndices(groups, { folds: 3 }),
        splitIndices(groups.length, { groups, seed, testSize: 0.3 }),
      ]
      for (const { train, test } of folds) {
        expect(train.length + test.length).toBe(groups.length)
        const held = new Set(test.map((row) => groups[row]))
        expect(train.some((row) => held.has(groups[row]!))).toBe(false)
      }
    }),
  )
})

it.each([
  [() => splitIndices(10, { seed: 0, testSize: 4 }), 'For a count of rows pass testCount: 4.'],
  [() => splitIndices(10, { seed: 0, testCount: 10 }), 'expected testCount to be an integer from 1 to 9'],
  [() => splitIndices(10, { seed: 0, testCount: 0.5 }), 'For a share of the rows pass testSize.'],
  [() => splitIndices(10, { seed: 0, testCount: 2, testSize: 0.2 }), 'expected either testSize or testCount'],
  [() => splitIndices(10, { seed: 0, testCount: 6, trainCount: 5 }), 'expected parts that fit into 10 rows'],
  [() => splitIndices(10, { seed: 0, test_size: 0.5 } as never), 'received test_size=0.5. Did you mean testSize?'],
  [() => trainTestSplit({ x: [1, 2] }, { sead: 0 } as never), 'trainTestSplit: expected options among'],
  [() => trainValidationTestSplit({ x: [1, 2] }, { seed: 0, valSize: 0.2 } as never), 'received valSize=0.2'],
  [() => splitIndices(4, { seed: 0, groups: [1, 2] }), 'expected a group for each of 4 rows, received 2'],
  [() => splitIndices(2, { seed: 0, groups: [1, 2], stratify: [1, 2] }), 'received groups with stratify'],
  [() => splitIndices(4, { seed: 0, stratify: ['1', 1, 2, 2] as never }), 'expected labels of one kind'],
  [() => groupKFoldIndices([1, 1, 2], { folds: 3 }), 'the number of groups, 2, received folds=3'],
  [() => stratifiedGroupKFoldIndices([1, 2], {} as never), 'received none in groups'],
  [() => repeatedKFoldIndices(10, { repeats: 0, seed: 0 }), 'received repeats=0'],
  [() => leaveOneOutIndices(1), 'received rowCount=1'],
  [() => timeSeriesSplitIndices(20, { maxTrainCount: 0 }), 'received maxTrainCount=0'],
  [() => timeSeriesSplitIndices(20, { testSize: 2 } as never), 'timeSeriesSplitIndices: expected options among'],
])('refuses %s', (call, message) => {
  expect(call).toThrow(message)
})
