import { rocCurve } from '@dlw/train/reports'
import * as viz from '@dlw/viz'
import { describe, expect, it } from 'vitest'
import { textWidth } from '../src/text/text-width.ts'

const { NaN: gap } = Number
const words = (figure: Element): string[] => Array.from(figure.querySelectorAll('text'), (each) => each.textContent!)
const description = (figure: Element): string => figure.querySelector('desc')!.textContent!
const panelSize = (figure: Element): (string | null)[] => {
  const panel = figure.querySelector('svg')!
  return [panel.getAttribute('width'), panel.getAttribute('height')]
}
const groups = Array.from({ length: 30 }, (_, group) => `group number ${group}`)
const sixty = Array.from({ length: 60 }, (_, row) => Math.sin(row))
const table = { x: sixty, y: sixty.toReversed(), group: sixty.map((_, row) => groups[row % 30]!) }

describe('a legend', () => {
  it('shows thirty groups, and leaves the panel its size', () => {
    const options = { x: 'x', y: 'y' }
    const figure = viz.scatterPlot(table, { ...options, hue: 'group' })
    expect(words(figure)).toEqual(expect.arrayContaining(groups))
    expect(panelSize(figure)).toEqual(panelSize(viz.scatterPlot(table, options)))
  })

  it('shows ten ROC curves with their areas', () => {
    const scores = rocCurve({ truth: [0, 1, 0, 1], scores: [0.1, 0.4, 0.35, 0.8] })
    const figure = viz.rocPlot(Object.fromEntries(groups.slice(0, 10).map((name) => [name, scores])))
    expect(words(figure)).toEqual(expect.arrayContaining(groups.slice(0, 10).map((name) => `${name} (AUC 1.00)`)))
  })

  it('counts what has no room, and the description names it', () => {
    const many = Object.fromEntries(Array.from({ length: 90 }, (_, line) => [`line ${line}`, [line, 1]]))
    const figure = viz.linePlot(many)
    const shown = words(figure).filter((word) => word.startsWith('line '))
    expect(words(figure)).toContain(`and ${90 - shown.length} more`)
    for (const name of Object.keys(many)) expect(description(figure)).toContain(`${name} (`)
  })

  it('keeps two thirds of a height that is given for the plot', () => {
    const figure = viz.scatterPlot(table, { x: 'x', y: 'y', hue: 'group', height: 300, title: 'A title '.repeat(60) })
    expect(Number(panelSize(figure)[1])).toBeGreaterThanOrEqual(200)
    expect(words(figure)).toEqual(expect.arrayContaining([expect.stringMatching(/^and \d+ more$/)]))
  })
})

describe('a numeric hue', () => {
  it('is a scale of colours between its ends', () => {
    const figure = viz.scatterPlot(
      { x: sixty, y: sixty, mass: sixty.map((each) => each / 3) },
      { x: 'x', y: 'y', hue: 'mass' },
    )
    expect(figure.querySelectorAll('linearGradient')).toHaveLength(1)
    expect(words(figure)).toEqual(expect.arrayContaining(['mass', '-0.333', '0.333']))
    expect(description(figure)).toContain('coloured by mass from -0.333 to 0.333')
    const colors = new Set(Array.from(figure.querySelectorAll('marker path'), (path) => path.getAttribute('fill')))
    expect(colors.size).toBeGreaterThan(10)
  })

  it('of few whole numbers is classes in their order', () => {
    const figure = viz.scatterPlot({ x: [1, 2, 3], y: [1, 2, 3] }, { x: 'x', y: 'y', hue: [10, 2, 9] })
    expect(description(figure)).toContain('coloured by group: 2 (1), 9 (1), 10 (1)')
    expect(figure.querySelectorAll('linearGradient')).toHaveLength(0)
  })

  it('draws every row once, with the colour of its value', () => {
    const figure = viz.scatterPlot({ x: sixty, y: sixty }, { x: 'x', y: 'y', hue: sixty })
    const paths = Array.from(figure.querySelectorAll('path[marker-start]'), (path) => path.getAttribute('d')!)
    expect(paths.reduce((sum, d) => sum + d.split('L').length - 1, 0)).toBe(60)
  })
})

describe('long words', () => {
  const title = 'A title that somebody wrote as a whole sentence '.repeat(8)
  const figure = viz.linePlot({ a: [1, 2] }, { title, xLabel: title, yLabel: title })

  it('are shortened in the figure and whole for screen readers', () => {
    expect(words(figure).join(' ')).toContain('…')
    expect(figure.querySelector('title')!.textContent).toBe(title)
    expect(description(figure)).toContain(title.trim())
  })

  it('take nothing from the plot', () => {
    expect(panelSize(figure)).toEqual(panelSize(viz.linePlot({ a: [1, 2] })))
  })

  it('of classes and features are whole in the description', () => {
    const name = 'the_name_of_a_class_that_has_no_end_'.repeat(4)
    const matrix = {
      classes: [name, 'b'],
      counts: [
        [1, 2],
        [3, 4],
      ],
    }
    expect(description(viz.confusionMatrixPlot(matrix))).toContain(name)
    expect(description(viz.heatMap({ rows: [name], columns: ['a'], values: [[1]] }))).toContain(name)
    expect(description(viz.featureImportancePlot({ [name]: 1 }))).toContain(name)
    expect(description(viz.runsPlot({ [name]: { loss: 1 } }))).toContain(name)
    expect(description(viz.barPlot({ [name]: 1 }))).toContain(name)
  })
})

describe('gaps', () => {
  it('leave points without neighbours as dots', () => {
    const figure = viz.linePlot({ a: [gap, 1, gap, 2, gap] })
    expect(figure.querySelectorAll('circle')).toHaveLength(2)
    expect(description(figure)).toBe('Line plot of a (5 points, from 1 to 2, 3 missing).')
  })

  it('never are ends of a range in words', () => {
    const figure = viz.historyPlot({ loss: [3, 2, gap], val_loss: [gap, 4, 3] })
    expect(description(figure)).toContain('loss (3 points, from 3 to 2, 1 missing), val_loss (3 points, from 4 to 3')
  })
})

describe('axes', () => {
  it('of a histogram of one value have one bar and whole counts', () => {
    const figure = viz.histogramPlot([7, 7, 7])
    expect(figure.querySelectorAll('rect')).toHaveLength(1)
    const counts = Array.from(
      figure.querySelectorAll('[data-part="y-axis tick label"] text'),
      (each) => each.textContent,
    )
    expect(counts).toEqual(['0', '1', '2', '3'])
  })

  it.each([
    [1_234_567, 1_934_567],
    [0.000_123, 0.000_187],
    [-1e15, 1e15],
    [9_007_199_254_740_000, 9_007_199_254_740_900],
  ])('of runs from %d to %d have ticks side by side', (low, high) => {
    const name = 'a name of a run that takes its place '.repeat(3)
    const figure = viz.runsPlot({ [name]: { train: low, test: high } }, { width: 420 })
    const ticks = Array.from(figure.querySelectorAll('[data-part="x-axis tick label"] text'), (each) => ({
      at: Number(/translate\(([\d.-]+)/.exec(each.getAttribute('transform')!)![1]),
      half: textWidth(each.textContent!) / 2,
    }))
    expect(ticks.length).toBeGreaterThan(1)
    for (const [index, tick] of ticks.slice(1).entries()) {
      expect(tick.at - tick.half).toBeGreaterThan(ticks[index]!.at + ticks[index]!.half)
    }
  })

  it('of numbers that differ in their last digits say what to add', () => {
    const time = [1_790_000_000_000, 1_790_000_001_000]
    const figure = viz.scatterPlot({ time, y: [1, 2] }, { x: 'time', y: 'y' })
    expect(words(figure)).toContain('time (+ 1,790,000,000,000)')
    expect(words(figure)).toEqual(expect.arrayContaining(['0', '200', '1,000']))
  })
})
