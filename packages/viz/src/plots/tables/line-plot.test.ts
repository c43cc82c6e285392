import { describe, expect, it } from 'vitest'
import { historyPlot } from '../training/history-plot.ts'
import { linePlot } from './line-plot.ts'

const strokes = (figure: Element): (string | null)[] =>
  Array.from(figure.querySelectorAll('[data-part=line]'), (line) => line.getAttribute('stroke-dasharray'))
const words = (figure: Element): string[] =>
  Array.from(figure.querySelectorAll('text'), ({ textContent }) => textContent!)

describe('linePlot', () => {
  it('labels several lines at their ends and a single one on the axis', () => {
    expect(words(linePlot({ a: [1, 2], b: [2, 3] }))).toEqual(expect.arrayContaining(['a', 'b']))
    expect(words(linePlot({ loss: [1, 2] })).filter((word) => word === 'loss')).toHaveLength(1)
  })

  it('draws a gap for NaN and a dot for a line of one point', () => {
    const gap = linePlot({ a: [1, 2, Number.NaN, 3, 4] })
      .querySelector('[data-part=line] path')!
      .getAttribute('d')!
    expect(gap.match(/M/g)).toHaveLength(2)
    expect(linePlot({ a: [1] }).querySelectorAll('circle')).toHaveLength(1)
  })

  it('draws a line that never changes', () => {
    expect(words(linePlot({ a: [2, 2, 2] }))).toContain('2.0')
  })
})

describe('linePlot with yScale log', () => {
  it('puts powers of ten one step apart', () => {
    const figure = linePlot({ loss: [1000, 10, 0.1] }, { yScale: 'log' })
    expect(words(figure)).toEqual(expect.arrayContaining(['0.1', '1', '10', '100', '1,000']))
    const heights = figure
      .querySelector('[data-part=line] path')!
      .getAttribute('d')!
      .match(/,[\d.]+/g)!
    const [first, second, third] = heights.map((each) => Number(each.slice(1)))
    expect(second! - first!).toBeCloseTo(third! - second!, 6)
  })
})

describe('historyPlot', () => {
  const metrics = { loss: [3, 2], accuracy: [0.1, 0.5], val_loss: [3, 2.5], val_accuracy: [0.1, 0.4] }

  it('draws one panel per metric, training solid and validation dashed', () => {
    const figure = historyPlot({ epochs: [0, 1], metrics })
    expect(figure.querySelectorAll('svg')).toHaveLength(2)
    expect(strokes(figure)).toEqual([null, '5 3', null, '5 3'])
  })

  it('breaks rows after two panels', () => {
    const { val_loss, ...three } = metrics
    const figure = historyPlot({ ...three, auc: [0.5, 0.6] })
    expect(figure.getAttribute('viewBox')).toBe('0 0 880 720')
  })

  it('takes metrics alone, and only those that are asked for', () => {
    expect(historyPlot(metrics, { metrics: ['accuracy'] }).querySelectorAll('svg')).toHaveLength(1)
  })

  it('tells training and validation apart after one epoch too', () => {
    const figure = historyPlot({ loss: [1], val_loss: [2] })
    const [training, validation] = Array.from(figure.querySelectorAll('circle'), (dot) => dot.closest('[fill]')!)
    expect(training!.getAttribute('fill')).toBe(training!.getAttribute('stroke'))
    expect(validation!.getAttribute('fill')).toBe('none')
    expect(validation!.getAttribute('stroke')).toBe(training!.getAttribute('stroke'))
  })

  it('counts the first epoch as 1, as progress does, and goes on where a training went on', () => {
    const counted = words(historyPlot({ epochs: [10, 11, 12], metrics: { loss: [3, 2, 1] } }))
    expect(counted).toEqual(expect.arrayContaining(['11', '12', '13']))
    expect(counted).not.toContain('10')
    const alone = words(historyPlot({ loss: [3, 2, 1] }))
    expect(alone).toContain('1.0')
    expect(alone).not.toContain('0.0')
  })
})
