import { createDocument } from '#platform'
import { checkSize, composeFigure, type Panel } from '../../figure/compose-figure.ts'
import { figureHead } from '../../figure/figure-head.ts'
import type { PlotOptions } from '../../figure/plot-options.ts'
import { type Series, toSeries } from '../../marks/line-series.ts'
import { describeLines, linePanel } from '../../panels/line-panel.ts'

/** Training history, as returned by `fit` of @dlw/train; same shape as Keras's `History`. */
export interface HistoryLike {
  epochs: readonly number[]
  metrics: Readonly<Record<string, ArrayLike<number>>>
}

/** Options of `historyPlot`. */
export interface HistoryPlotOptions extends PlotOptions {
  /** Metrics to draw, without `val_`. Defaults to all in the history, the loss first. */
  metrics?: readonly string[]
  /** Scale of the y axis; use `'log'` for a loss that falls by powers of ten. Defaults to `'linear'`. */
  yScale?: 'linear' | 'log'
}

/**
 * Draws a training history: one panel per metric over the epochs, with training solid and validation (`val_…`) dashed.
 *
 * @param history A `History`, whose `epochs` count from 0 as in Keras, or only its metrics by name. The axis counts from 1,
 * as progress bars do.
 * @throws RangeError when the history is empty or lacks a metric.
 * @see seaborn's `lineplot(x=history.epoch, y=history.history['loss'])`
 * @example
 * ```ts
 * import { historyPlot } from '@dlw/viz'
 *
 * const figure = historyPlot({ loss: [1.1, 0.7, 0.5], val_loss: [1.2, 0.9, 0.8] })
 * figure.querySelector('desc')?.textContent // → 'Training history: loss (3 points, from 1.1 to 0.5), val_loss (3 points, from 1.2 to 0.8).'
 * ```
 */
export function historyPlot(
  history: HistoryLike | Readonly<Record<string, ArrayLike<number>>>,
  options: HistoryPlotOptions = {},
): SVGSVGElement {
  const { document = createDocument() } = options
  const { epochs, metrics } = isHistory(history) ? history : { epochs: undefined, metrics: history }
  const available = [...new Set(Object.keys(metrics).map((name) => name.replace(/^val_/, '')))]
  const shown = options.metrics ?? available
  for (const name of shown) {
    if (!available.includes(name)) {
      throw new RangeError(
        `historyPlot: expected metrics of the history, received metrics=${name}. The history has ${available.join(', ')}.`,
      )
    }
  }
  if (shown.length === 0) {
    throw new RangeError('historyPlot: expected at least one metric, received none. Train for at least one epoch.')
  }
  const columns = Math.min(2, shown.length)
  const rows = Math.ceil(shown.length / columns)
  const width = options.width ?? (columns === 1 ? 640 : 880)
  const panelWidth = width / columns
  const head = figureHead(options, width)
  const height = options.height ?? 360 * rows + head.height
  const panelHeight = (height - head.height) / rows
  checkSize('historyPlot', width, height)
  const drawn: Record<string, ArrayLike<number>> = {}
  const panels = shown.map((name, index): Panel => {
    const lines: Record<string, ArrayLike<number>> = {}
    for (const [key, text] of [
      [name, 'training'],
      [`val_${name}`, 'validation'],
    ] as const) {
      if (metrics[key] === undefined) continue
      lines[text] = metrics[key]
      drawn[key] = metrics[key]
    }
    const series = toSeries('historyPlot', lines, epochs, ['validation']).map(countFrom1)
    const svg = linePanel('historyPlot', series, {
      ...{ document, width: panelWidth, height: panelHeight, xLabel: 'Epoch', yLabel: name },
      namesAtEnds: series.length > 1,
      ...(options.yScale === undefined ? {} : { yScale: options.yScale }),
    })
    return { svg, x: (index % columns) * panelWidth, y: Math.floor(index / columns) * panelHeight }
  })
  const description = options.description ?? `Training history: ${describeLines(drawn)}.`
  return composeFigure({
    document,
    width,
    height,
    panels,
    head,
    name: 'Training history',
    description,
  })
}

/** The line with its first epoch at 1. */
const countFrom1 = (line: Series): Series => ({ ...line, points: line.points.map(({ x, y }) => ({ x: x + 1, y })) })

function isHistory(history: HistoryLike | Readonly<Record<string, ArrayLike<number>>>): history is HistoryLike {
  return 'epochs' in history && 'metrics' in history
}
