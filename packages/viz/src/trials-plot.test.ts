import { describe, expect, it } from 'vitest'
import { trialsPlot } from './trials-plot.ts'

const trials = [
  { parameters: { rate: 0.1, kind: 'a' }, score: 3 },
  { parameters: { rate: 0.5, kind: 'b' }, score: 1 },
  { parameters: { rate: 0.3, kind: 'a' }, score: 2 },
  { parameters: { rate: 0.9, kind: 'b' }, score: null },
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

  it('draws a single trial', () => {
    expect(trialsPlot(trials.slice(0, 1)).querySelectorAll('g[mask] path')).toHaveLength(1)
  })
})
