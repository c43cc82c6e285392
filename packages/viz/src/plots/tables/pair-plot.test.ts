import { loadPenguins } from '@dlw/data'
import { describe, expect, it } from 'vitest'
import { toSvg } from '../../output/to-svg.ts'
import { pairPlot } from './pair-plot.ts'

const points = (figure: Element): number[] =>
  Array.from(figure.querySelectorAll('path[marker-start]'), (path) => path.getAttribute('d')!.split('L').length - 1)

describe('pairPlot', () => {
  it('draws each complete row once in each cell off the diagonal', () => {
    const counts = points(pairPlot(loadPenguins(), { hue: 'species' }))
    expect(counts).toHaveLength(12 * 3)
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(12 * 342)
  })

  it('takes a plain record as it takes a table, and a hue of its own', () => {
    const table = loadPenguins().select('bill_length_mm', 'body_mass_g', 'species')
    const record = Object.fromEntries(table.columns.map((name) => [name, table.column(name)]))
    expect(toSvg(pairPlot(record, { hue: 'species' }))).toBe(toSvg(pairPlot(table, { hue: 'species' })))
    const { species, ...numbers } = record
    expect(points(pairPlot(numbers, { hue: species! }))).toEqual(points(pairPlot(record, { hue: 'species' })))
  })

  it('leaves out rows with missing values and says how many', () => {
    const figure = pairPlot({ a: [1, 2, Number.NaN, 4], b: [2, 3, 4, null] }, { hue: ['x', null, 'x', 'x'] })
    expect(figure.querySelector('desc')!.textContent).toBe(
      'Scatter matrix of a, b for 1 rows, coloured by group: x (1); on the diagonal the kernel density of each column. 3 rows with missing values are left out.',
    )
  })

  it('draws no curve for a group without spread', () => {
    const figure = pairPlot({ a: [1, 1, 2, 3], b: [1, 1, 5, 6] }, { hue: ['x', 'x', 'y', 'y'] })
    expect(figure.querySelectorAll('path[fill-opacity="0.3"]')).toHaveLength(2)
  })

  it('gives the same text for the same data', () => {
    const draw = (): string => toSvg(pairPlot({ a: [1, 2, 4], b: [3, 1, 2] }))
    expect(draw()).toBe(draw())
  })

  it('draws a hundred thousand rows', () => {
    const many = Float64Array.from({ length: 100_000 }, (_, index) => Math.sin(index))
    expect(points(pairPlot({ a: many, b: many.toReversed() }))).toEqual([100_000, 100_000])
  })

  it('prints labels instead of names', () => {
    const figure = pairPlot({ a: [1, 2, 4] }, { labels: { a: 'Length (mm)' } })
    expect(toSvg(figure)).toContain('>Length (mm)</text>')
  })
})
