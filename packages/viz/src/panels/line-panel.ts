import * as Plot from '@observablehq/plot'
import { svgElement, textWidth } from '../figure/elements.ts'
import { extent } from '../figure/extent.ts'
import { groupColor } from '../figure/palette.ts'
import { shortNumber } from '../figure/short-number.ts'
import type { LinePlotOptions } from '../plots/line-plot.ts'
import { ticksAcross } from './axis-ticks.ts'
import { logRange, niceRange, tickText } from './nice-ticks.ts'
import { plotPanel } from './plot-panel.ts'
import { spreadLabels } from './spread-labels.ts'

/** Each line's name with its first and last value. */
export function describeLines(lines: Readonly<Record<string, ArrayLike<number>>>): string {
  return Object.entries(lines)
    .map(
      ([name, values]) =>
        `${name} (${values.length} points, from ${shortNumber(values[0])} to ${shortNumber(values[values.length - 1])})`,
    )
    .join(', ')
}

/** The panel of a line plot, without title and description. */
export function linePanel(
  caller: string,
  lines: Readonly<Record<string, ArrayLike<number>>>,
  options: Omit<LinePlotOptions, 'title' | 'description'> & { width: number; height: number; document: Document },
): SVGSVGElement {
  const { width, height, document, dashed = [], xLabel } = options
  const series = toSeries(caller, lines, options.x, dashed)
  const labelled = series.length > 1
  const yLabel = options.yLabel ?? (labelled ? undefined : series[0]!.name)
  const y = vertical(
    caller,
    series.flatMap(({ points }) => points.map((point) => point.y)),
    options.yScale,
  )
  const { svg, scale } = plotPanel(document, {
    width,
    height,
    marginTop: 24,
    marginLeft: 56,
    marginBottom: 46,
    marginRight: labelled ? 24 + Math.max(...series.map(({ name }) => textWidth(name))) : 20,
    x: {
      ...horizontal(series, width),
      label: xLabel ?? null,
      labelAnchor: 'center',
      labelArrow: 'none',
      labelOffset: 40,
    },
    y: { ...y, label: yLabel ?? null, labelArrow: 'none', tickSize: 0 },
    marks: [
      Plot.gridY({ ticks: y.ticks, strokeOpacity: 0.12 }),
      Plot.frame({ anchor: 'bottom', strokeOpacity: 0.5 }),
      ...series.map(({ points, color, dash }) =>
        Plot.line(points, { x: 'x', y: 'y', stroke: color, strokeWidth: 2, strokeDasharray: dash, curve: 'linear' }),
      ),
      ...series
        .filter(({ points }) => points.length === 1)
        .map(({ points, color, dash }) =>
          // One point cannot be dashed: it is hollow in place of that.
          Plot.dot(points, { x: 'x', y: 'y', strokeWidth: 2, stroke: color, fill: dash === 'none' ? color : 'none' }),
        ),
    ],
  })
  if (labelled) {
    const ends = series.map(({ points }) => points.findLast(({ y }) => Number.isFinite(y))!)
    const heights = ends.map(({ y }) => scale('y')(y))
    const places = spreadLabels(heights, 16, 10, height - 46)
    series.forEach(({ name, color }, index) => {
      const x = scale('x')(ends[index]!.x)
      const y = places[index]!
      const isMoved = Math.abs(y - heights[index]!) > 3
      if (isMoved) {
        const d = `M${x + 2} ${heights[index]!}L${x + 12} ${y}`
        svg.append(svgElement(document, 'path', { d, fill: 'none', stroke: color, 'stroke-opacity': 0.8 }))
      }
      svg.append(
        svgElement(document, 'text', { x: x + (isMoved ? 16 : 8), y, dy: '.32em', 'text-anchor': 'start' }, [name]),
      )
    })
  }
  return svg
}

/** The range of the y values and ticks in it. */
function vertical(caller: string, values: readonly number[], scale: 'linear' | 'log' = 'linear') {
  if (scale === 'linear') {
    const { domain, ticks } = niceRange(values)
    return { type: scale, domain, ticks, tickFormat: tickText(ticks) }
  }
  const wrong = values.find((value) => !Number.isNaN(value) && !(value > 0))
  if (wrong !== undefined) {
    throw new RangeError(
      `${caller}: expected values above 0 with yScale=log, received ${wrong}. Use yScale 'linear' or leave such values out.`,
    )
  }
  const write = (tick: number): string => tickText([tick])(tick)
  return { type: scale, ...logRange(values), tickFormat: write }
}

/** The range of the x values and ticks among them: whole numbers where all values are whole. */
function horizontal(series: readonly Series[], width: number): Plot.ScaleOptions {
  const values = series.flatMap(({ points }) => points.map(({ x }) => x))
  const [from, to] = extent(values)
  const domain: [number, number] = from < to ? [from, to] : [from - 0.5, to + 0.5]
  const { ticks } = ticksAcross(domain, width - 90)
  const shown = values.every(Number.isInteger) ? ticks.filter(Number.isInteger) : ticks
  return { domain, ticks: shown, tickFormat: tickText(shown), tickSize: 4 }
}

interface Series {
  name: string
  color: string
  dash: string
  points: { x: number; y: number }[]
}

function toSeries(
  caller: string,
  lines: Readonly<Record<string, ArrayLike<number>>>,
  x: ArrayLike<number> | undefined,
  dashed: readonly string[],
): Series[] {
  const entries = Object.entries(lines)
  if (entries.length === 0)
    throw new RangeError(`${caller}: expected at least one line, received none. Pass { name: values }.`)
  let color = -1
  return entries.map(([name, values]) => {
    if (!(values.length > 0 && Array.from(values).some(Number.isFinite))) {
      throw new RangeError(`${caller}: expected finite values, received none in ${name}. Leave this line out.`)
    }
    if (x !== undefined && x.length !== values.length) {
      throw new RangeError(
        `${caller}: expected one x per point, received ${x.length} for ${values.length} points of ${name}. Pass arrays of one length.`,
      )
    }
    const isDashed = dashed.includes(name)
    if (!isDashed || color < 0) color++
    const points = Array.from(values, (y, index) => ({ x: x?.[index] ?? index, y }))
    return { name, color: groupColor(color), dash: isDashed ? '5 3' : 'none', points }
  })
}
