import * as Plot from '@observablehq/plot'
import { createDocument } from '#platform'
import { notedLabel, ticksAcross, type WrittenTicks, writtenTicks } from '../../axes/axis-ticks.ts'
import type { ColumnSource } from '../../figure/column-source.ts'
import { type CompleteRows, completeRows, describeHue, hueLegend } from '../../figure/complete-rows.ts'
import { checkSize, composeFigure, type Panel } from '../../figure/compose-figure.ts'
import { svgElement } from '../../figure/elements.ts'
import { extent } from '../../figure/extent.ts'
import { figureHead } from '../../figure/figure-head.ts'
import { hash } from '../../figure/hash.ts'
import { palette } from '../../figure/palette.ts'
import type { PlotOptions } from '../../figure/plot-options.ts'
import { densityPaths, groupDensity } from '../../marks/density-paths.ts'
import { pointMarker, pointPath } from '../../marks/point-mark.ts'
import { symbolAndColorCount } from '../../marks/symbols.ts'
import { droppedWords } from '../../panels/category-figure.ts'
import { plotPanel } from '../../panels/plot-panel.ts'
import type { DensityCurve } from '../../statistics/density-curve.ts'
import { labelOf } from '../../text/label-of.ts'
import { listWords } from '../../text/list-words.ts'
import { fitText, textWidth } from '../../text/text-width.ts'

/** Options of `pairPlot`. */
export interface PairPlotOptions extends PlotOptions {
  /**
   * Colour of the points: the name of a column, or one value per row. Strings and up to ten distinct integers are
   * groups with a symbol each; other numbers use a colour scale. With a colour scale or more than 24 groups, the
   * diagonal shows the density of all rows. Defaults to one colour.
   */
  hue?: string | ArrayLike<unknown>
  /** Display names of columns, for instance with a unit: `{ bill_length_mm: 'Bill length (mm)' }`. */
  labels?: Readonly<Record<string, string>>
}

/**
 * Draws a scatter matrix: each numeric column against every other, and on the diagonal the kernel density of each
 * group, scaled by the group's share of the rows. Rows with a missing value are left out; the description says how
 * many.
 *
 * @param columns Columns by name, or a table; text columns are ignored.
 * @throws RangeError when there is nothing to draw, or `hue` differs in length from the columns.
 * @see seaborn's `pairplot(data, hue=…)`
 * @example
 * ```ts
 * import { pairPlot } from '@dlw/viz'
 *
 * const figure = pairPlot({ length: [1, 2, 3, 5], width: [2, 1, 4, 3] }, { hue: ['a', 'a', 'b', 'b'] })
 * figure.querySelector('desc')?.textContent // → 'Scatter matrix of length, width for 4 rows, coloured by group: a (2), b (2); on the diagonal the kernel density of each column.'
 * ```
 */
export function pairPlot(columns: ColumnSource, options: PairPlotOptions = {}): SVGSVGElement {
  const { labels = {}, document = createDocument() } = options
  const data = completeRows('pairPlot', columns, options.hue)
  const names = [...data.columns.keys()]
  if (!(names.length <= mostColumns)) {
    throw new RangeError(
      `pairPlot: expected at most ${mostColumns} numeric columns, received ${names.length}. Select those that matter, or draw a correlationPlot.`,
    )
  }
  const label = (name: string): string => labelOf(labels, name)
  const hasHue = options.hue !== undefined
  const description = options.description ?? describe(data, names.map(label), hasHue ? label(data.hueName) : undefined)
  const markerId = (look: number): string => `dlw-${hash(description)}-${look}`

  const rowCount = data.columns.get(names[0]!)!.length
  // Very many curves would overlap, and a colour scale has no groups.
  const isLayered = data.hueRange === undefined && data.groups.length <= symbolAndColorCount
  const layers = isLayered ? data.groups : [{ name: 'all', rows: Array.from({ length: rowCount }, (_, row) => row) }]
  const curves = new Map(
    names.map((name) => {
      const values = data.columns.get(name)!
      return [
        name,
        layers.map(({ rows }) =>
          groupDensity(
            rows.map((row) => values[row]!),
            rows.length / rowCount,
          ),
        ),
      ]
    }),
  )
  const domains = new Map(names.map((name) => [name, domainOf(data.columns.get(name)!, curves.get(name)!)]))
  const left = names.map((name) => writtenTicks(domains.get(name)!, 6))
  const widest = Math.max(...left.map((written) => written.widest))
  const edge = { left: Math.ceil(34 + widest), bottom: 46, right: 10, top: 6 }
  const gap = 10
  const width = options.width ?? edge.left + edge.right + 160 * names.length
  const head = figureHead(options, width, hasHue ? hueLegend(data, label(data.hueName)) : undefined)
  const height = options.height ?? edge.top + edge.bottom + 160 * names.length + head.height
  checkSize('pairPlot', width, height)
  const cellWidth = (width - edge.left - edge.right + gap) / names.length - gap
  const cellHeight = (height - head.height - edge.top - edge.bottom + gap) / names.length - gap

  if (!(cellWidth >= leastCell && cellHeight >= leastCell)) {
    throw new RangeError(
      `pairPlot: expected width and height with at least ${leastCell} pixels for each of ${names.length} columns, received width=${width} with height=${height}. Leave them out for the defaults.`,
    )
  }
  const below = names.map((name) => {
    const domain = domains.get(name)!
    return insideTicks(ticksAcross(domain, cellWidth), domain, cellWidth)
  })
  const panels: Panel[] = []
  for (const [row, yName] of names.entries()) {
    for (const [column, xName] of names.entries()) {
      const marginLeft = column === 0 ? edge.left : 0
      const marginBottom = row === names.length - 1 ? edge.bottom : 0
      const axis = { labelAnchor: 'center', labelArrow: 'none', tickSize: 4 } as const
      const { svg, scale } = plotPanel(document, {
        width: cellWidth + marginLeft,
        height: cellHeight + marginBottom,
        margin: 0,
        marginLeft,
        marginBottom,
        x: { domain: domains.get(xName)!, axis: null },
        y: { domain: domains.get(yName)!, axis: null },
        marks: [
          Plot.frame({ strokeOpacity: 0.3 }),
          row === names.length - 1
            ? Plot.axisX({
                ...axis,
                ...{ ticks: below[column]!.ticks, tickFormat: below[column]!.tickFormat },
                label: fitText(notedLabel(label(xName), below[column]!.note), cellWidth),
                labelOffset: 40,
              })
            : null,
          column === 0
            ? Plot.axisY({
                ...axis,
                ...{ ticks: left[row]!.ticks, tickFormat: left[row]!.tickFormat },
                label: fitText(notedLabel(label(yName), left[row]!.note), cellHeight),
                labelOffset: edge.left - 4,
              })
            : null,
        ],
      })
      if (row === column) {
        const color = data.hueRange === undefined ? undefined : palette[6]!
        svg.append(...densityPaths(document, curves.get(xName)!, scale('x'), cellHeight, color))
      } else {
        const [xs, ys] = [data.columns.get(xName)!, data.columns.get(yName)!]
        data.looks.forEach(({ rows }, look) => {
          const [left, top] = [rows.map((row) => scale('x')(xs[row]!)), rows.map((row) => scale('y')(ys[row]!))]
          svg.append(pointPath(document, markerId(look), left, top, rowCount))
        })
      }
      const x = edge.left + column * (cellWidth + gap) - marginLeft
      panels.push({ svg, x, y: edge.top + row * (cellHeight + gap) })
    }
  }
  const markers = data.looks.map((look, index) => pointMarker(document, markerId(index), look))
  const figure = composeFigure({
    ...{ document, width, height, panels, head, description, name: 'Pair plot' },
  })
  figure.append(svgElement(document, 'defs', {}, markers))
  return figure
}

const leastCell = 16

/** Maximum number of columns: more would need thousands of panels. */
const mostColumns = 30

function describe(data: CompleteRows, labels: string[], hue: string | undefined): string {
  const count = data.columns.values().next().value!.length
  return [
    `Scatter matrix of ${listWords(labels)} for ${count} rows`,
    hue === undefined ? '' : describeHue(data, hue),
    '; on the diagonal the kernel density of each column.',
    droppedWords(data.dropped),
  ].join('')
}

/** Returns the ticks whose labels do not extend into the next panel. */
function insideTicks(written: WrittenTicks, [from, to]: [number, number], width: number): WrittenTicks {
  const ticks = written.ticks.filter((tick) => {
    const [at, half] = [((tick - from) / (to - from)) * width, textWidth(written.tickFormat(tick)) / 2]
    return at - half >= -overhang && at + half <= width + overhang
  })
  return { ...written, ticks }
}

/** Maximum distance in pixels by which labels may extend beyond the ends of an axis. */
const overhang = 10

/** Returns the range of the values and the curves. */
function domainOf(values: readonly number[], curves: readonly (DensityCurve | undefined)[]): [number, number] {
  const ends = curves.flatMap((curve) => (curve === undefined ? [] : [curve.x[0]!, curve.x.at(-1)!]))
  const [from, to] = extent([...extent(values), ...ends])
  const room = Math.max(1, Math.abs(from) / 1e3)
  return from < to ? [from, to] : [from - room, to + room]
}
