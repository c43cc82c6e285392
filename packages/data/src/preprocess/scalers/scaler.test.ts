import { golden } from '@dlw/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadPenguins, minMaxScaler, standardScaler, Table } from '../../index.ts'

interface Scaled {
  table: string
  values: (number | null)[][] | null
  standard: { mean: number[]; scale: number[]; rows: (number | null)[][] }
  minMax: { rows: (number | null)[][] }
  minMaxWide: { range: [number, number]; rows: (number | null)[][] }
}
const { scalers } = golden<{ scalers: Scaled[] }>('statistics')

const penguins = loadPenguins().drop('species', 'island', 'sex').dropMissing()

function expectClose(actual: number[][], expected: (number | null)[][]): void {
  for (const [row, values] of expected.entries()) {
    for (const [column, value] of values.entries()) {
      if (value === null) expect(actual[row]![column]).toBeNaN()
      else expect(actual[row]![column]).toBeCloseTo(value, 12)
    }
  }
}

describe.each(scalers)(
  'scalers agree with scikit-learn to 1e-12 on $table',
  ({ values, standard, minMax, minMaxWide }) => {
    const rows = values ? values.map((row) => row.map((value) => value ?? Number.NaN)) : penguins.toArray()

    it('standardScaler', () => {
      const scaler = standardScaler().fit(rows)
      expectClose([scaler.scaling.offset, scaler.scaling.scale], [standard.mean, standard.scale])
      expectClose(scaler.transform(rows), standard.rows)
    })

    it('minMaxScaler', () => {
      expectClose(minMaxScaler().fitTransform(rows), minMax.rows)
      expectClose(minMaxScaler({ range: minMaxWide.range }).fitTransform(rows), minMaxWide.rows)
    })
  },
)

describe('scalers', () => {
  it('give a table for a table', () => {
    const scaled = standardScaler().fitTransform(penguins)
    expect(scaled).toBeInstanceOf(Table)
    expect(scaled.columns).toEqual(penguins.columns)
    const { mean, std } = Object.fromEntries(
      scaled
        .describe()
        .toObjects()
        .map((line) => [line.statistic, line.body_mass_g]),
    )
    expect(mean).toBeCloseTo(0, 12)
    expect(std).toBeCloseTo(Math.sqrt(342 / 341), 12)
  })

  it.each([standardScaler, minMaxScaler])('%o scale the channels of images as columns', (make) => {
    const shape = [5, 4, 2, 3]
    const data = Uint8Array.from({ length: 120 }, (_, place) => (place * place * 7) % 256)
    const rows = Array.from({ length: 40 }, (_, row) => [...data.subarray(row * 3, row * 3 + 3)])
    const scaler = make().fit({ shape, data })
    expect(scaler.scaling).toEqual(make().fit(rows).scaling)
    expect(scaler.transform({ shape, data })).toEqual({
      shape,
      data: Float32Array.from(scaler.transform(rows).flat()),
    })
    const again = scaler.inverseTransform(scaler.transform({ shape, data }))
    expect(Math.max(...again.data.map((value, place) => Math.abs(value - data[place]!)))).toBeLessThan(1e-4)
    expect(() => scaler.transform({ shape: [60, 2], data })).toThrow('expected 3 numbers along the last axis')
    expect(() => make().fit({ shape: [0, 3], data: new Uint8Array(0) })).toThrow('expected at least one row')
  })

  it.each([standardScaler, minMaxScaler])('%o undo themselves', (make) => {
    const tables = fc.array(fc.tuple(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.integer()), { minLength: 1 })
    fc.assert(
      fc.property(tables, (rows) => {
        const scaler = make().fit(rows)
        const back = scaler.inverseTransform(scaler.transform(rows))
        for (const [row, values] of rows.entries()) {
          for (const [column, value] of values.entries()) {
            const tolerance = 1e-9 * Math.max(1, ...rows.map((other) => Math.abs(other[column]!)))
            expect(Math.abs(back[row]![column]! - value)).toBeLessThan(tolerance)
          }
        }
      }),
    )
  })

  it.each([
    [
      'use before fit',
      () => standardScaler().transform([[1]]),
      'standardScaler: expected fit() before anything else. Fit it on the training rows.',
    ],
    ['no rows', () => minMaxScaler().fit([]), 'minMaxScaler: expected at least one row and column, received none.'],
    [
      'ragged rows',
      () => standardScaler().fit([[1], [1, 2]]),
      'standardScaler: expected 1 numbers in each row, received 2 in row 1.',
    ],
    [
      'rows of another width',
      () =>
        standardScaler()
          .fit([[1], [2]])
          .transform([[1, 2]]),
      'standardScaler: expected 1 numbers in each row, received 2 in row 0.',
    ],
    [
      'other columns',
      () => standardScaler().fit(penguins).transform(penguins.drop('body_mass_g')),
      'standardScaler: expected the columns bill_length_mm, bill_depth_mm, flipper_length_mm, body_mass_g (4), received bill_length_mm',
    ],
    ['text', () => standardScaler().fit(loadPenguins()), 'Table.numbers: expected a numeric column'],
    [
      'a range that goes down',
      () => minMaxScaler({ range: [1, 0] }),
      'minMaxScaler: expected range to go up, received range=[1, 0]. Swap the two.',
    ],
  ])('refuse %s', (_, call, message) => {
    expect(call).toThrow(message)
  })
})
