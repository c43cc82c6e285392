import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadPenguins, Table, validateTable } from '../index.ts'

const days = Array.from({ length: 40 }, (_, day) => day)

describe('validateTable', () => {
  it('finds what does not belong, and tells it to people', () => {
    const report = validateTable(
      Table.fromColumns({
        day: days,
        clouds: days.map((day) => (day === 7 || day === 9 ? -99 : day % 9)),
        pressure: days.map((day) => (day === 3 ? 0.0003 : 1 + day / 1000)),
        humidity: days.map((day) => (day === 1 ? 1.2 : day / 50)),
        place: days.map(() => 'Basel'),
        wind: days.map((day) => [Number.NaN, Infinity][day] ?? day / 3),
        again: days,
      }),
      { ranges: { 'humid*': [0, 1] } },
    )
    expect(`\n${report}`).toMatchInlineSnapshot(`
      "
      40 rows × 7 columns: 7 things to look at
        clouds: -99 in 2 rows (row 7, 9) looks like a code for "missing"
        pressure: 0.0003 in 1 row (row 3) is far from all other values
        humidity: 1 value out of range (row 1)
        place: always Basel
        wind: 1 value missing (row 0)
        wind: 1 value infinite (row 1)
        again: the same as day"
    `)
    expect(report.findings[0]).toEqual({ kind: 'sentinel', column: 'clouds', value: -99, count: 2, rows: [7, 9] })
  })

  it('finds rows that come twice', () => {
    const report = validateTable(Table.fromColumns({ a: [1, 2, 1, 1], b: ['x', null, 'x', 'y'] }))
    expect(report.findings).toEqual([
      { kind: 'missing', column: 'b', count: 1, rows: [1] },
      { kind: 'sameRow', column: undefined, count: 1, rows: [2] },
    ])
  })

  it('finds only the gaps in the penguins', () => {
    const { findings } = validateTable(loadPenguins())
    expect(findings.map(({ kind, column, count }) => [kind, column, count])).toEqual([
      ['missing', 'bill_length_mm', 2],
      ['missing', 'bill_depth_mm', 2],
      ['missing', 'flipper_length_mm', 2],
      ['missing', 'body_mass_g', 2],
      ['missing', 'sex', 11],
    ])
  })

  it('says so when nothing is suspicious', () => {
    expect(String(validateTable(Table.fromColumns({ a: [1, 2, 3] })))).toBe('3 rows × 1 columns: nothing suspicious')
  })

  it('takes evenly spread numbers for what they are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 8, max: 100 }), fc.integer({ min: -1000, max: 1000 }), (count, start) => {
        const a = Array.from({ length: count }, (_, row) => start + row)
        expect(validateTable(Table.fromColumns({ a })).findings).toEqual([])
      }),
    )
  })
})
