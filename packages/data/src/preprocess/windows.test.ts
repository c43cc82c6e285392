import { describe, expect, it } from 'vitest'
import { nextDay, slidingWindows, Table } from '../index.ts'

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
