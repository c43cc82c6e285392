import { violinPlot } from '@dlw/viz'

/** Groups of one value, of one value many times, of two heaps, and one that is far away. */
export const figure: SVGSVGElement = violinPlot(
  {
    kind: ['one', ...Array(6).fill('same'), ...Array(8).fill('two heaps'), ...Array(5).fill('wide')],
    value: [3, ...Array(6).fill(5), 1, 1.1, 0.9, 1.05, 9, 9.1, 8.9, 9.05, 2, 4, 6, 8, 30],
  },
  { x: 'kind', y: 'value' },
)
