import { describe, expect, it } from 'vitest'
import { confusionMatrixPlot } from './confusion-matrix-plot.ts'

const words = (figure: Element): string[] =>
  Array.from(figure.querySelectorAll('text'), ({ textContent }) => textContent!)
const matrix = {
  classes: ['cat', 'dog'],
  counts: [
    [1500, 0],
    [1, 3],
  ],
}

describe('confusionMatrixPlot', () => {
  it('writes classes, titles and counts, row by row', () => {
    const texts = words(confusionMatrixPlot(matrix))
    expect(texts).toEqual(expect.arrayContaining(['cat', 'dog', 'Predicted label', 'True label']))
    expect(texts.filter((text) => /^[\d,]+$/.test(text))).toEqual(['1,500', '0', '1', '3'])
  })

  it('writes the share of each true class with normalize', () => {
    const texts = words(confusionMatrixPlot(matrix, { normalize: true }))
    expect(texts.filter((text) => text.endsWith('%'))).toEqual(['100 %', '0 %', '25 %', '75 %'])
  })

  it('draws a class that never occurs', () => {
    const figure = confusionMatrixPlot(
      { ...matrix, counts: [Int32Array.of(0, 0), Int32Array.of(0, 0)] },
      { normalize: true },
    )
    expect(figure.querySelector('desc')!.textContent).toBe('0 of 0 predictions are right.')
    expect(words(figure)).not.toContain('NaN %')
  })
})
