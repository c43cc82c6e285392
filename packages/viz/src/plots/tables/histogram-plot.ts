import * as Plot from '@observablehq/plot'
import { createDocument } from '#platform'
import { countTicks, mostTicks, notedLabel, ticksAcross, writeTicks } from '../../axes/axis-ticks.ts'
import { checkSize, composeFigure } from '../../figure/compose-figure.ts'
import { svgElement } from '../../figure/elements.ts'
import { extent } from '../../figure/extent.ts'
import { figureHead } from '../../figure/figure-head.ts'
import { groupColor } from '../../figure/palette.ts'
import type { PlotOptions } from '../../figure/plot-options.ts'
import { shortNumber } from '../../figure/short-number.ts'
import { plotPanel } from '../../panels/plot-panel.ts'
import { checkReach } from '../../statistics/check-reach.ts'
import { countBins } from '../../statistics/count-bins.ts'
import { fitText } from '../../text/text-width.ts'

/** Options of `histogramPlot`. */
export interface HistogramPlotOptions extends PlotOptions {
  /** About how many bins; their edges are round numbers. Defaults to 20. */
  bins?: number
  /** What the values are, with their unit. Defaults to none. */
  label?: string
}

/**
 * How often values fall into bins of one width. Values that are not finite are left out, and the description says
 * how many.
 *
 * @throws RangeError when there is no finite value or `bins` is not a positive integer.
 * @see matplotlib's `hist(values, rwidth=0.9)`
 * @example
 * ```ts
 * import { histogramPlot } from '@dlw/viz'
 *
 * const figure = histogramPlot([0.1, 0.4, 0.5, 0.9], { bins: 5, label: 'Error' })
 * figure.querySelector('desc')?.textContent // → 'Histogram of 4 values of Error from 0.1 to 0.9, mean 0.475.'
 * ```
 */
export function histogramPlot(values: ArrayLike<number>, options: HistogramPlotOptions = {}): SVGSVGElement {
  const { bins = 20, label, width = 560, document = createDocument() } = options
  const finite = Array.from(values).filter(Number.isFinite)
  if (!(finite.length > 0)) {
    throw new RangeError(
      `histogramPlot: expected at least one finite value, received none among ${values.length}. Check what was computed before.`,
    )
  }
  if (!(Number.isInteger(bins) && bins > 0)) {
    throw new RangeError(`histogramPlot: expected bins as a positive integer, received bins=${bins}. Use 10 to 50.`)
  }
  checkReach('histogramPlot', finite)
  const { from, step, counts } = countBins(finite, bins)
  const head = figureHead(options, width)
  const height = options.height ?? 340 + head.height
  checkSize('histogramPlot', width, height)
  const to = from + step * counts.length
  const y = countTicks(extent(counts)[1], Math.min(6, mostTicks(height - head.height - 72)))
  const yTicks = writeTicks(y.ticks)
  const marginLeft = Math.max(56, yTicks.widest + 16)
  const x = ticksAcross([from, to], width - marginLeft - 24)
  const xLabel = fitText(notedLabel(label ?? '', x.note), width - marginLeft - 24)
  const { svg, scale } = plotPanel(document, {
    ...{
      width,
      height: height - head.height,
      marginLeft,
      marginBottom: xLabel === '' ? 28 : 46,
      marginTop: 26,
      marginRight: Math.max(24, 6 + x.widest / 2),
    },
    x: {
      labelArrow: 'none',
      ticks: x.ticks,
      tickFormat: x.tickFormat,
      domain: [from, to],
      label: xLabel || null,
      labelAnchor: 'center',
      labelOffset: 40,
      tickSize: 4,
    },
    y: {
      ...{ labelArrow: 'none', label: 'count', labelOffset: marginLeft - 3, tickSize: 0 },
      ...{ domain: y.domain, ticks: y.ticks, tickFormat: yTicks.tickFormat },
    },
    marks: [Plot.gridY({ strokeOpacity: 0.12, ticks: y.ticks }), Plot.frame({ anchor: 'bottom', strokeOpacity: 0.5 })],
  })
  counts.forEach((count, bin) => {
    const left = scale('x')(from + bin * step)
    const right = scale('x')(from + (bin + 1) * step)
    const inset = (right - left) * 0.05
    const top = scale('y')(count)
    const box = { x: left + inset, y: top, width: right - left - 2 * inset, height: scale('y')(0) - top }
    if (count > 0) svg.append(svgElement(document, 'rect', { ...box, fill: groupColor(0) }))
  })
  const mean = finite.reduce((sum, value) => sum + value / finite.length, 0)
  const [low, high] = extent(finite)
  const missing = values.length - finite.length
  const description =
    options.description ??
    `Histogram of ${finite.length} values${label === undefined ? '' : ` of ${label}`} from ${shortNumber(low)} to ${shortNumber(high)}, mean ${shortNumber(mean)}.` +
      `${missing > 0 ? ` ${missing} missing values are left out.` : ''}`
  const name = label === undefined ? 'Histogram' : `Histogram of ${label}`
  return composeFigure({
    document,
    width,
    height,
    panels: [{ svg, x: 0, y: 0 }],
    head,
    name,
    description,
  })
}
