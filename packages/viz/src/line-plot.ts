import * as Plot from '@observablehq/plot'
import { createDocument } from '#platform'
import { composeFigure, headHeight } from './compose-figure.ts'
import { svgElement, textWidth } from './elements.ts'
import { groupColor } from './palette.ts'
import type { PlotOptions } from './plot-options.ts'
import { plotPanel } from './plot-panel.ts'

export interface LinePlotOptions extends PlotOptions {
  /** Where the points lie on the x axis, one value per point. Defaults to 0, 1, 2, … */
  x?: ArrayLike<number>
  /** Title of the x axis, with its unit. Defaults to none. */
  xLabel?: string
  /** Title of the y axis, with its unit. Defaults to the name of the only line, or none. */
  yLabel?: string
  /** Names of the lines to draw dashed. Each takes the colour of the solid line before it. Defaults to none. */
  dashed?: readonly string[]
}

/**
 * Lines over one x axis, each labelled at its end.
 *
 * @param lines The y values of each line by its name; a value that is missing (NaN) leaves a gap.
 * @throws RangeError when there is no line, or lengths differ from `x`.
 * @see seaborn's `lineplot(data=frame)`
 * @example
 * ```ts
 * import { linePlot } from '@dlw/viz'
 *
 * const figure = linePlot({ loss: [1.1, 0.7, 0.5] }, { xLabel: 'Epoch' })
 * figure.getAttribute('role') // → 'img'
 * ```
 */
export function linePlot(
  lines: Readonly<Record<string, ArrayLike<number>>>,
  options: LinePlotOptions = {},
): SVGSVGElement {
  const { title, width = 640, document = createDocument() } = options
  const head = headHeight(options)
  const height = options.height ?? 360 + head
  const panel = linePanel('linePlot', lines, { ...options, width, height: height - head, document })
  const names = Object.keys(lines)
  const description =
    options.description ?? `Line plot of ${describeLines(lines)}${options.xLabel ? ` over ${options.xLabel}` : ''}.`
  const name = `Line plot of ${names.join(', ')}`
  return composeFigure({ document, width, height, panels: [{ svg: panel, x: 0, y: 0 }], title, name, description })
}

/** Each line's name with its first and last value. */
export function describeLines(lines: Readonly<Record<string, ArrayLike<number>>>): string {
  const short = (value: number | undefined): string => String(Number((value ?? Number.NaN).toPrecision(3)))
  return Object.entries(lines)
    .map(
      ([name, values]) =>
        `${name} (${values.length} points, from ${short(values[0])} to ${short(values[values.length - 1])})`,
    )
    .join(', ')
}

/** The panel of a line plot, without title and description. */
export function linePanel(
  caller: string,
  lines: Readonly<Record<string, ArrayLike<number>>>,
  options: LinePlotOptions & { width: number; height: number; document: Document },
): SVGSVGElement {
  const { width, height, document, dashed = [], xLabel } = options
  const series = toSeries(caller, lines, options.x, dashed)
  const labelled = series.length > 1
  const yLabel = options.yLabel ?? (labelled ? undefined : series[0]!.name)
  const { svg, scale } = plotPanel(document, {
    width,
    height,
    marginTop: 24,
    marginLeft: 56,
    marginBottom: 46,
    marginRight: labelled ? 16 + Math.max(...series.map(({ name }) => textWidth(name))) : 20,
    x: { label: xLabel ?? null, labelAnchor: 'center', labelArrow: 'none', labelOffset: 40, ticks: 6, tickSize: 4 },
    y: { label: yLabel ?? null, labelArrow: 'none', nice: true, ticks: 6, tickSize: 0 },
    marks: [
      Plot.gridY({ strokeOpacity: 0.12 }),
      Plot.frame({ anchor: 'bottom', strokeOpacity: 0.5 }),
      ...series.map(({ points, color, dash }) =>
        Plot.line(points, { x: 'x', y: 'y', stroke: color, strokeWidth: 2, strokeDasharray: dash, curve: 'linear' }),
      ),
      ...series
        .filter(({ points }) => points.length === 1)
        .map(({ points, color }) => Plot.dot(points, { x: 'x', y: 'y', fill: color })),
    ],
  })
  if (labelled) {
    const ends = series.map(({ points }) => points.findLast(({ y }) => Number.isFinite(y))!)
    const places = spread(
      ends.map(({ y }) => scale('y')(y)),
      15,
      10,
      height - 46,
    )
    series.forEach(({ name, color }, index) => {
      const x = scale('x')(ends[index]!.x) + 8
      svg.append(
        svgElement(document, 'text', { x, y: places[index], dy: '.32em', fill: color, 'text-anchor': 'start' }, [name]),
      )
    })
  }
  return svg
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
    return { name, color: groupColor(color), dash: isDashed ? '6 4' : 'none', points }
  })
}

/** Moves positions apart so that neighbours keep a gap, inside a range as far as they fit. */
export function spread(positions: readonly number[], gap: number, from: number, to: number): number[] {
  const order = positions.map((_, index) => index).sort((a, b) => positions[a]! - positions[b]!)
  const places = [...positions]
  let free = from
  for (const index of order) {
    places[index] = Math.max(places[index]!, free)
    free = places[index] + gap
  }
  let limit = to
  for (const index of order.reverse()) {
    places[index] = Math.min(places[index]!, limit)
    limit = places[index] - gap
  }
  return places
}
