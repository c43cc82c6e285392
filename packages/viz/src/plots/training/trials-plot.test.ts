import { describe, expect, it } from 'vitest'
import { toSvg } from '../../output/to-svg.ts'
import { trialsPlot } from './trials-plot.ts'

const trials = [
  { values: { rate: 0.1, kind: 'a' }, score: 3 },
  { values: { rate: 0.5, kind: 'b' }, score: 1 },
  { values: { rate: 0.3, kind: 'a' }, score: 2 },
  { values: { rate: 0.9, kind: 'b' }, score: null },
]
const best = '#d55e00'

describe('trialsPlot', () => {
  it('draws the best trial last and leaves failed ones out', () => {
    const figure = trialsPlot(trials)
    const lines = Array.from(figure.querySelectorAll('g[mask] path'), (path) => path.getAttribute('stroke'))
    expect(lines).toHaveLength(3)
    expect(lines.indexOf(best)).toBe(2)
    expect(figure.querySelector('desc')!.textContent).toBe(
      '3 trials; the best score is 1 with rate 0.5, kind b. 1 failed trials are left out.',
    )
  })

  it('takes the highest score for the best where that is better', () => {
    const figure = trialsPlot(trials, { direction: 'maximize', label: 'accuracy' })
    expect(figure.querySelector('desc')!.textContent).toContain('the best accuracy is 3 with rate 0.1')
  })

  it.each(['rate', 'kind'])('draws one dot per trial against %s', (parameter) => {
    const figure = trialsPlot(trials, { parameter })
    expect(figure.querySelectorAll('circle')).toHaveLength(3)
    expect(figure.querySelectorAll(`circle[fill="${best}"]`)).toHaveLength(1)
  })

  it('draws a parameter that a trial did not have as a dash', () => {
    const conditional = [...trials, { values: { rate: 0.2, kind: 'a', momentum: 0.9 }, score: 2.5 }]
    const texts = Array.from(trialsPlot(conditional).querySelectorAll('text'), ({ textContent }) => textContent)
    expect(texts).toEqual(expect.arrayContaining(['momentum', '0.9', '–']))
  })

  it('takes parameters as it takes values', () => {
    const renamed = trials.map(({ values, score }) => ({ parameters: values, score }))
    expect(toSvg(trialsPlot(renamed))).toBe(toSvg(trialsPlot(trials)))
  })

  it('draws a single trial', () => {
    expect(trialsPlot(trials.slice(0, 1)).querySelectorAll('g[mask] path')).toHaveLength(1)
  })
})
