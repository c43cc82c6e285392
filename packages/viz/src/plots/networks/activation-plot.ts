import { createDocument } from '#platform'
import { checkSize, composeFigure, type Panel } from '../../figure/compose-figure.ts'
import { figureHead } from '../../figure/figure-head.ts'
import type { PlotOptions } from '../../figure/plot-options.ts'
import { toSeries } from '../../marks/line-series.ts'
import { linePanel } from '../../panels/line-panel.ts'

const functions = {
  linear: (x: number): number => x,
  relu: (x: number): number => Math.max(0, x),
  sigmoid: (x: number): number => 1 / (1 + Math.exp(-x)),
  tanh: (x: number): number => Math.tanh(x),
  elu: (x: number): number => (x < 0 ? Math.expm1(x) : x),
  leakyRelu: (x: number): number => (x < 0 ? 0.3 * x : x),
  softplus: (x: number): number => Math.log1p(Math.exp(x)),
  swish: (x: number): number => x / (1 + Math.exp(-x)),
}

/** Activation functions that `activationPlot` knows. */
export type ActivationName = keyof typeof functions

/**
 * The graphs of activation functions, side by side: what a neuron makes of the weighted sum of its inputs.
 *
 * @param names The functions by Keras's names. Defaults to sigmoid, relu and linear.
 * @throws RangeError for a name that it does not know.
 * @see Keras's `keras.activations`
 * @example
 * ```ts
 * import { activationPlot } from '@dlw/viz'
 *
 * activationPlot(['relu', 'tanh']).querySelector('desc')?.textContent // → 'Graphs of relu, tanh for inputs from −4 to 4.'
 * ```
 */
export function activationPlot(
  names: readonly ActivationName[] = ['sigmoid', 'relu', 'linear'],
  options: PlotOptions = {},
): SVGSVGElement {
  const { document = createDocument() } = options
  const unknown = names.find((name) => !Object.hasOwn(functions, name))
  if (unknown !== undefined || names.length === 0) {
    throw new RangeError(
      `activationPlot: expected names of activation functions, received names=${names.join(', ') || '[]'}. Choose from ${Object.keys(functions).join(', ')}.`,
    )
  }
  const width = options.width ?? 240 * names.length
  const panelWidth = width / names.length
  const head = figureHead(options, width)
  const height = options.height ?? 230 + head.height
  checkSize('activationPlot', width, height)
  const x = Array.from({ length: 81 }, (_, index) => (index - 40) / 10)
  const panels = names.map((name, index): Panel => {
    const size = { width: panelWidth, height: height - head.height, document, namesAtEnds: false }
    const series = toSeries('activationPlot', { [name]: x.map(functions[name]) }, x, [])
    const svg = linePanel('activationPlot', series, { ...size, xLabel: 'input' })
    return { svg, x: index * panelWidth, y: 0 }
  })
  const description = options.description ?? `Graphs of ${names.join(', ')} for inputs from −4 to 4.`
  return composeFigure({
    document,
    width,
    height,
    panels,
    head,
    name: 'Activation functions',
    description,
  })
}
