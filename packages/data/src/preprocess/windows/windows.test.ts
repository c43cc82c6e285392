import { describe, expect, it } from 'vitest'
import { nextDay, slidingWindows, Table } from '../../index.ts'

const days = Table.fromColumns({ sun: [1, 2, 3, 4, 5], rain: [10, 20, 30, 40, 50] })

describe('nextDay', () => {
  it('pairs each day with the target of the day after', () => {
    const { x, y } = nextDay(days, { target: 'sun' })
    expect(x.toArray()).toEqual([
      [1, 10],
      [2, 20],
      [3, 30],
      [4, 40],
    ])
    expect([...y]).toEqual([2, 3, 4, 5])
  })

  it('includes the row that through names', () => {
    const { x, y } = nextDay(days, { target: 'rain', through: 1 })
    expect(x.shape).toEqual([2, 2])
    expect([...y]).toEqual([20, 30])
  })

  it.each([4, -1, 1.5, Number.NaN])('refuses through %d of five rows', (through) => {
    expect(() => nextDay(days, { target: 'sun', through })).toThrow(
      `nextDay: expected through to be a row from 0 to 3 (5 rows, and one must follow), received through=${through}.`,
    )
  })

  it('refuses a target that is no column', () => {
    expect(() => nextDay(days, { target: 'snow' })).toThrow('expected one of sun, rain, received name="snow"')
  })
})

describe('slidingWindows', () => {
  it('gives the rows of each window, oldest first', () => {
    const { x, y, rows } = slidingWindows(days, { target: 'sun', length: 2, horizon: 2 })
    expect(x).toEqual({ shape: [2, 2, 2], data: Float32Array.of(1, 10, 2, 20, 2, 20, 3, 30) })
    expect([...y]).toEqual([4, 5])
    expect(rows).toEqual([1, 2])
  })

  it('repeats the first row before the beginning when padded', () => {
    const { x, y, rows } = slidingWindows(days.select('sun'), { target: 'sun', length: 3, padding: 'edge' })
    expect([...x.data]).toEqual([1, 1, 1, 1, 1, 2, 1, 2, 3, 2, 3, 4])
    expect([...y]).toEqual([2, 3, 4, 5])
    expect(rows).toEqual([0, 1, 2, 3])
  })

  it.each([
    [5, 1],
    [0, 1],
    [2.5, 1],
    [1, 0],
    [1, 5],
  ])('refuses length %d with horizon %d', (length, horizon) => {
    expect(() => slidingWindows(days, { target: 'sun', length, horizon })).toThrow(
      `slidingWindows: expected a length and a horizon that fit 5 rows, received length=${length}, horizon=${horizon}.`,
    )
  })
})

describe('slidingWindows, for other shapes of the question', () => {
  it('predicts several steps and several columns', () => {
    const { x, y } = slidingWindows(days, { target: ['sun', 'rain'], length: 2, horizon: 1, steps: 2 })
    expect(x.shape).toEqual([2, 2, 2])
    expect(y).toEqual({ shape: [2, 2, 2], data: Float64Array.of(3, 30, 4, 40, 4, 40, 5, 50) })
    expect(slidingWindows(days, { target: 'sun', length: 1, steps: 3 }).y).toEqual({
      shape: [2, 3],
      data: Float64Array.of(2, 3, 4, 3, 4, 5),
    })
    expect(slidingWindows(days, { target: ['rain'], length: 4 }).y).toEqual({
      shape: [1, 1],
      data: Float64Array.of(50),
    })
  })

  it('leaves the target out of the features', () => {
    const { x, features } = slidingWindows(days, { target: 'sun', length: 1, features: ['rain'] })
    expect(features).toEqual(['rain'])
    expect([...x.data]).toEqual([10, 20, 30, 40])
  })

  it('moves by a stride', () => {
    expect(slidingWindows(days, { target: 'sun', length: 1, stride: 2 }).rows).toEqual([0, 2])
  })

  it('keeps within groups, also where their rows alternate', () => {
    const table = Table.fromColumns({ place: ['a', 'b', 'a', 'b', 'a', 'b'], value: [1, 10, 2, 20, 3, 30] })
    const { x, y, rows } = slidingWindows(table, { target: 'value', length: 2, groupBy: 'place' })
    expect([...x.data]).toEqual([1, 2, 10, 20])
    expect([...y]).toEqual([3, 30])
    expect(rows).toEqual([2, 3])
  })

  const hours = Table.fromColumns({
    time: ['2024-01-01T00:00Z', '2024-01-01T01:00Z', '2024-01-01T02:00Z', '2024-01-01T05:00Z', '2024-01-01T06:00Z'],
    value: [1, 2, 3, 4, 5],
  })

  it('cuts no window across a gap, or says where it is', () => {
    const { y, rows } = slidingWindows(hours, { target: 'value', length: 1, time: 'time', gaps: 'split' })
    expect([...y]).toEqual([2, 3, 5])
    expect(rows).toEqual([0, 1, 3])
    expect(() => slidingWindows(hours, { target: 'value', length: 1, time: 'time' })).toThrow(
      `slidingWindows: expected times without a gap, received 2024-01-01T02:00Z in row 2 and then 2024-01-01T05:00Z in row 3 of column "time". Pass { gaps: 'split' } to cut no window across it, or fill the missing rows.`,
    )
  })

  it.each([
    [
      { time: [1, 3, 2], value: [1, 2, 3] },
      'expected times that rise, received a step of -1 before row 2 of column "time"',
    ],
    [{ time: ['noon', '1', '2'], value: [1, 2, 3] }, 'expected numbers or ISO 8601 dates, received noon in row 0'],
  ])('does not accept times such as %j', (columns, message) => {
    const table = Table.fromColumns(columns as Record<string, number[]>)
    expect(() => slidingWindows(table, { target: 'value', length: 1, time: 'time' })).toThrow(message)
  })

  it('of a million rows takes seconds', () => {
    const table = Table.fromColumns({ a: Float64Array.from({ length: 1_000_000 }, (_, row) => row) })
    const { x, y } = slidingWindows(table, { target: 'a', length: 10 })
    expect(x.shape).toEqual([999_990, 10, 1])
    expect(y.at(-1)).toBe(999_999)
  })
})
