import * as Plot from '@observablehq/plot'
import { mostTicks, notedLabel, ticksAcross, type WrittenTicks, writeTicks } from '../axes/axis-ticks.ts'
import { logRange, niceRange, tickText } from '../axes/nice-ticks.ts'
import { spreadLabels } from '../axes/spread-labels.ts'
import { svgElement } from '../figure/elements.ts'
import { extent } from '../figure/extent.ts'
import { shortNumber } from '../figure/short-number.ts'
import { lonePoints, type Series, thinLine } from '../marks/line-series.ts'
import { listWords } from '../text/list-words.ts'
import { fitText, textWidth } from '../text/text-width.ts'
import type { LinePlotOptions } from './line-options.ts'
import { plotPanel } from './plot-panel.ts'

/** Each line's name with its first and last finite value. */
export function describeLines(lines: Readonly<Record<string, ArrayLike<number>>>): string {
  const words = Object.entries(lines).map(([name, values]) => {
    let [first, last] = [0, values.length - 1]
    while (first < last && !Number.isFinite(values[first])) first++
    while (last > first && !Number.isFinite(values[last])) last--
    const missing = Array.from(values).filter((value) => !Number.isFinite(value)).length
    const gaps = missing === 0 ? '' : `, ${missing} missing`
    return `${name} (${values.length} points, from ${shortNumber(values[first])} to ${shortNumber(values[last])}${gaps})`
  })
  return listWords(words)
}

/** Whether the names of lines fit beside their ends; else a legend holds them. */
export function fitsAtEnds(series: readonly Series[], width: number, height: number): boolean {
  const widest = extent(series.map(({ name }) => textWidth(name.slice(0, 200))))[1]
  return series.length > 1 && series.length <= (height - 56) / 16 && widest <= Math.max(80, width * 0.3)
}

/** The panel of a line plot, without title and description. */
export function linePanel(
  caller: string,
  series: readonly Series[],
  options: Pick<LinePlotOptions, 'xLabel' | 'yLabel' | 'yScale'> & {
    width: number
    height: number
    document: Document
    /** Writes the names of lines beside their ends. */
    namesAtEnds: boolean
  },
): SVGSVGElement {
  const { width, height, document, xLabel, namesAtEnds } = options
  const yLabel = options.yLabel ?? (series.length > 1 ? '' : series[0]!.name)
  const y = vertical(caller, series, options.yScale, height)
  const marginLeft = Math.max(56, 16 + y.written.widest)
  const namesWidth = namesAtEnds ? 24 + extent(series.map(({ name }) => textWidth(name)))[1] : 20
  const x = horizontal(series, width - marginLeft - namesWidth)
  const marginRight = Math.max(namesWidth, 6 + x.widest / 2)
  const title = fitText(notedLabel(yLabel, y.written.note), width - 12)
  const { svg, scale } = plotPanel(document, {
    width,
    height,
    marginTop: 24,
    marginLeft,
    marginBottom: 46,
    marginRight,
    x: {
      ...{ domain: x.domain, ticks: x.ticks, tickFormat: x.tickFormat, tickSize: 4 },
      label: fitText(notedLabel(xLabel ?? '', x.note), width - marginLeft - marginRight) || null,
      labelAnchor: 'center',
      labelArrow: 'none',
      labelOffset: 40,
    },
    y: {
      ...{ type: y.type, domain: y.domain, ticks: y.written.ticks, tickFormat: y.written.tickFormat },
      ...{ label: title || null, labelArrow: 'none', tickSize: 0, labelOffset: marginLeft - 3 },
    },
    marks: [
      Plot.gridY({ ticks: y.written.ticks, strokeOpacity: 0.12 }),
      Plot.frame({ anchor: 'bottom', strokeOpacity: 0.5 }),
      ...series.map(({ points, color, dash }) => {
        const [from, to] = x.domain
        const column = (place: number): number => ((place - from) / (to - from)) * width
        const drawn = points.length > 10 * width ? thinLine(points, column) : points
        return Plot.line(drawn, { ...lineStyle(dash), x: 'x', y: 'y', stroke: color })
      }),
      ...series.flatMap(({ points, color, dash }) => {
        const lone = lonePoints(points)
        // A point cannot be dashed: it is hollow in place of that. Among others it is as thick as the line.
        const fill = dash === 'none' ? color : 'none'
        const r = points.length === 1 ? 3 : 2
        return lone.length > 0 ? [Plot.dot(lone, { x: 'x', y: 'y', strokeWidth: 2, stroke: color, fill, r })] : []
      }),
    ],
  })
  if (namesAtEnds) {
    const ends = series.map(({ points }) => points.findLast(({ y }) => Number.isFinite(y))!)
    const heights = ends.map(({ y }) => scale('y')(y))
    const places = spreadLabels(heights, 16, 10, height - 54)
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

const lineStyle = (dash: string) => ({ strokeWidth: 2, strokeDasharray: dash, curve: 'linear' }) as const

/** The range of the y values and ticks in it. */
function vertical(
  caller: string,
  series: readonly Series[],
  type: 'linear' | 'log' = 'linear',
  height = 360,
): { type: 'linear' | 'log'; domain: [number, number]; written: WrittenTicks } {
  const values = valuesOf(series, 'y')
  if (type === 'linear') {
    const { domain, ticks } = niceRange(values, mostTicks(height - 70))
    return { type, domain, written: writeTicks(ticks) }
  }
  const wrong = values.find((value) => !Number.isNaN(value) && !(value > 0))
  if (wrong !== undefined) {
    throw new RangeError(
      `${caller}: expected values above 0 with yScale=log, received ${wrong}. Use yScale 'linear' or leave such values out.`,
    )
  }
  const tiny = values.find((value) => value < 1e-300)
  if (tiny !== undefined) {
    throw new RangeError(
      `${caller}: expected values of at least 1e-300 with yScale=log, received ${tiny}. Multiply them by a power of ten first.`,
    )
  }
  const { domain, ticks } = logRange(values)
  const tickFormat = (tick: number): string => tickText([tick])(tick)
  const widest = extent(ticks.map((tick) => textWidth(tickFormat(tick))))[1]
  return { type, domain, written: { ticks, tickFormat, widest, note: '' } }
}

/** The range of the x values and ticks among them: whole numbers where all values are whole. */
function horizontal(series: readonly Series[], width: number): WrittenTicks & { domain: [number, number] } {
  const values = valuesOf(series, 'x').filter(Number.isFinite)
  const [from, to] = extent(values)
  const room = Math.max(0.5, Math.abs(from) / 1e3)
  const domain: [number, number] = from < to ? [from, to] : [from - room, to + room]
  const written = ticksAcross(domain, width)
  const whole = values.every(Number.isInteger) ? written.ticks.filter(Number.isInteger) : written.ticks
  return { ...(whole.length < written.ticks.length ? writeTicks(whole) : written), domain }
}

const valuesOf = (series: readonly Series[], axis: 'x' | 'y'): number[] =>
  series.flatMap(({ points }) => points.map((point) => point[axis]))
