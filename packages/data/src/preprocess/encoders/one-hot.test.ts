import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeOneHot, loadPenguins, oneHot } from '../../index.ts'

describe('oneHot and decodeOneHot', () => {
  it('encode the species in the order of the alphabet', () => {
    const { values, classes } = oneHot(loadPenguins().labels('species'))
    expect(classes).toEqual(['Adelie', 'Chinstrap', 'Gentoo'])
    expect(
      loadPenguins()
        .labels('species')
        .filter((_, row) => values[row]![1] === 1),
    ).toEqual(Array(68).fill('Chinstrap'))
    expect(values[0]).toEqual([1, 0, 0])
  })

  it('sort numbers by value', () => {
    expect(oneHot([10, 9, 10]).classes).toEqual([9, 10])
    expect(oneHot(Float64Array.of(10, 9)).values).toEqual([
      [0, 1],
      [1, 0],
    ])
  })

  it('take the classes of the training rows for others', () => {
    expect(oneHot(['b'], { classes: ['a', 'b', 'c'] }).values).toEqual([[0, 1, 0]])
  })

  it('keep the kind of the labels', () => {
    const { values, classes } = oneHot(Float64Array.of(0, 1, 1))
    expect(decodeOneHot(values, classes)).toEqual([0, 1, 1])
    expect(oneHot([2], { classes: [1, 2, 3] })).toEqual({ values: [[0, 1, 0]], classes: [1, 2, 3] })
  })

  it('undo each other', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), (labels) => {
        const { values, classes } = oneHot(labels)
        expect(decodeOneHot(values, classes)).toEqual(labels)
        for (const row of values) expect(row.reduce((sum, value) => sum + value, 0)).toBe(1)
      }),
    )
  })

  it('decode probabilities to the likeliest class, the first of equals', () => {
    expect(decodeOneHot([[0.3, 0.3, 0.4], Float32Array.of(0.5, 0.5, 0)], ['a', 'b', 'c'])).toEqual(['c', 'a'])
  })

  it.each([
    [
      'a missing label',
      () => oneHot(['a', null]),
      'oneHot: expected a label for each row, received none for row 1. Drop such rows first.',
    ],
    ['a label that is NaN', () => oneHot([1, Number.NaN]), 'received none for row 1'],
    [
      'a label outside the classes',
      () => oneHot(['d'], { classes: ['a', 'b'] }),
      'oneHot: expected one of a, b, received label="d".',
    ],
    [
      'texts and numbers mixed',
      () => oneHot(['0', 1] as never),
      'oneHot: expected labels of one kind, received "0" in row 0 and 1 in row 1. Turn all into numbers or all into texts.',
    ],
    [
      'classes of another kind',
      () => oneHot([0, 1], { classes: ['0', '1'] as never }),
      'oneHot: expected one of 0, 1, received label=0. The classes hold the string "0": give both as numbers.',
    ],
    [
      'a row of another width',
      () => decodeOneHot([[1, 0]], ['a']),
      'decodeOneHot: expected 1 values in each row, one per class, received 2 in row 0.',
    ],
    [
      'a row with NaN',
      () =>
        decodeOneHot(
          [
            [1, 0],
            [Number.NaN, 1],
          ],
          ['a', 'b'],
        ),
      'decodeOneHot: expected numbers, received NaN in row 1.',
    ],
  ])('refuse %s', (_, call, message) => {
    expect(call).toThrow(message)
  })
})
