import { describe, expect, it } from 'vitest'
import { expectRows, splits } from '../../test/golden-splits.ts'
import { loadPenguins, oneHot, splitIndices, Table, trainTestSplit, trainValidationTestSplit } from '../index.ts'

const rows = (count: number): number[] => Array.from({ length: count }, (_, row) => row)

describe('trainTestSplit', () => {
  it('splits the penguins as the lesson does: 273 and 69 rows, 30/14/25', () => {
    const penguins = loadPenguins().drop('island', 'sex').dropMissing()
    const { values, classes } = oneHot(penguins.labels('species'))
    const data = { x: penguins.drop('species'), y: values, species: penguins.labels('species') }
    const { train, test } = trainTestSplit(data, { testSize: 0.2, seed: 0, stratify: values })
    expect(train.x.shape).toEqual([273, 4])
    expect(test.x.shape).toEqual([69, 4])
    expect(classes).toEqual(['Adelie', 'Chinstrap', 'Gentoo'])
    expect(Table.fromColumns({ species: test.species }).groupCount('species')).toEqual({
      Gentoo: 25,
      Adelie: 30,
      Chinstrap: 14,
    })
    expect(test.x.toArray()[0]).toEqual(
      penguins.drop('species').toArray()[splitIndices(342, { testSize: 0.2, seed: 0, stratify: values }).test[0]!],
    )
  })

  it('gives back each kind that it was given', () => {
    const data = {
      table: Table.fromColumns({ row: rows(5) }),
      list: rows(5),
      texts: [...'abcde'],
      nested: rows(5).map((row) => [row, row]),
      typed: Float32Array.from(rows(5)),
      images: { shape: [5, 1, 2], data: Uint8Array.from(rows(10)) },
    }
    const { train, test } = trainTestSplit(data, { testSize: 0.4, seed: 0 })
    const { train: chosen } = splitIndices(5, { testSize: 0.4, seed: 0 })
    expect([...train.table.numbers('row')]).toEqual(chosen)
    expect(train.list).toEqual(chosen)
    expect(train.texts).toEqual(chosen.map((row) => 'abcde'[row]))
    expect(train.nested).toEqual(chosen.map((row) => [row, row]))
    expect(train.typed).toEqual(Float32Array.from(chosen))
    expect(train.images).toEqual({
      shape: [3, 1, 2],
      data: Uint8Array.from(chosen.flatMap((row) => [2 * row, 2 * row + 1])),
    })
    expect(test.images.shape).toEqual([2, 1, 2])
  })

  it('refuses entries of different lengths', () => {
    expect(() => trainTestSplit({ x: rows(4), y: rows(5) }, { seed: 0 })).toThrow(
      'trainTestSplit: expected as many rows in each entry, received x with 4 and y with 5. Drop gaps before taking columns out.',
    )
  })

  it('refuses to split nothing', () => {
    expect(() => trainTestSplit({}, { seed: 0 })).toThrow(/expected data such as { x, y }/)
  })
})

describe('trainValidationTestSplit', () => {
  it.each(splits.nested)("gives the lesson's three parts of $n rows", ({ n, seed, train, validation, test }) => {
    const parts = trainValidationTestSplit({ row: rows(n) }, { seed })
    expectRows(parts.train.row, train)
    expectRows(parts.validation.row, validation)
    expectRows(parts.test.row, test)
  })

  it('keeps the proportions of the classes in all parts', () => {
    const stratify = rows(100).map((row) => (row % 4 === 0 ? 'rare' : 'common'))
    const parts = trainValidationTestSplit({ stratify }, { validationSize: 0.2, testSize: 0.2, seed: 3, stratify })
    for (const part of [parts.train, parts.validation, parts.test]) {
      expect(part.stratify.filter((label) => label === 'rare').length / part.stratify.length).toBe(0.25)
    }
  })

  it('rounds shares as they are written: 0.1 and 0.2 of 10 rows are 1 and 2', () => {
    const parts = trainValidationTestSplit({ row: rows(10) }, { validationSize: 0.1, testSize: 0.2, seed: 0 })
    expect([parts.train, parts.validation, parts.test].map((part) => part.row.length)).toEqual([7, 1, 2])
  })

  it.each([
    [0, 0.2],
    [0.2, 0],
    [0.5, 0.5],
    [Number.NaN, 0.2],
  ])('refuses validationSize %d with testSize %d', (validationSize, testSize) => {
    expect(() => trainValidationTestSplit({ row: rows(10) }, { validationSize, testSize, seed: 0 })).toThrow(
      `trainValidationTestSplit: expected two shares above 0 that leave rows to train on, received validationSize=${validationSize}, testSize=${testSize}.`,
    )
  })
})
