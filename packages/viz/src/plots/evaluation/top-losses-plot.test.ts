import { expect, it } from 'vitest'
import { topLossesPlot } from './top-losses-plot.ts'

it('topLossesPlot shows the highest losses first and frames what is wrong', () => {
  const figure = topLossesPlot(
    {
      images: { shape: [3, 1, 1, 1], data: Uint8Array.of(0, 100, 200) },
      truth: ['a', 'b', 'c'],
      predictions: ['a', 'c', 'c'],
      losses: [0.5, 2, 1],
    },
    { count: 2 },
  )
  const texts = Array.from(figure.querySelectorAll('text'), ({ textContent }) => textContent)
  expect(texts).toEqual(['is b', 'seen as c', 'loss 2.00', 'is c', 'seen as c', 'loss 1.00'])
  expect(figure.querySelectorAll('rect[stroke-width="3"]')).toHaveLength(1)
})
