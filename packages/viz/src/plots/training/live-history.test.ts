import { parseHTML } from 'linkedom/worker'
import { describe, expect, it } from 'vitest'
import { liveHistory } from './live-history.ts'

const draw = (logs: Record<string, number>[], options = {}): { innerHTML: string } => {
  const element = { innerHTML: 'before' }
  const chart = liveHistory(element, options)
  logs.forEach((each, epoch) => {
    chart.onEpochEnd(epoch, each)
  })
  return element
}

describe('liveHistory', () => {
  it('draws one line per metric and says the newest values', () => {
    const { innerHTML } = draw([
      { loss: 1, val_loss: 1.5, accuracy: 0.2 },
      { loss: 0.5, val_loss: 1, accuracy: 0.6 },
    ])
    const { document } = parseHTML(innerHTML)
    expect(document.querySelectorAll('circle')).toHaveLength(2)
    expect(document.querySelectorAll('[stroke-dasharray]')).toHaveLength(1)
    expect(document.querySelector('svg')!.getAttribute('aria-label')).toBe('After epoch 1: loss 0.5000, val_loss 1.000')
    expect(innerHTML).not.toMatch(/NaN|undefined/)
  })

  it('draws the metric that is asked for, from the first epoch on', () => {
    const { innerHTML } = draw([{ loss: 1, accuracy: 0.2 }], { metric: 'accuracy', epochs: 10 })
    expect(innerHTML).toContain('After epoch 0: accuracy 0.2000')
    expect(innerHTML).not.toMatch(/NaN|undefined|loss/)
  })

  it('draws nothing while there is no finite value', () => {
    expect(draw([{ loss: Number.NaN }]).innerHTML).toBe('')
  })

  it('begins anew after clear', () => {
    const element = { innerHTML: '' }
    const chart = liveHistory(element)
    chart.onEpochEnd(0, { loss: 9 })
    chart.clear()
    expect(element.innerHTML).toBe('')
    chart.onEpochEnd(0, { loss: 1 })
    expect(element.innerHTML).not.toContain('9.0')
  })
})
