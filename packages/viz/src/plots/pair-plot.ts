import * as Plot from '@observablehq/plot'
import { createDocument } from '#platform'
import type { ColumnSource } from '../figure/column-source.ts'
import { type CompleteRows, completeRows } from '../figure/complete-rows.ts'
import { composeFigure, groupLegend, headHeight, type Panel } from '../figure/compose-figure.ts'
import { fitText, svgElement } from '../figure/elements.ts'
import { extent } from '../figure/extent.ts'
import { hash } from '../figure/hash.ts'
import { groupColor } from '../figure/palette.ts'
import type { PlotOptions } from '../figure/plot-options.ts'
import { ticksAcross, writtenTicks } from '../panels/axis-ticks.ts'
import type { DensityCurve } from '../panels/density-curve.ts'
import { densityPaths, groupDensity } from '../panels/density-paths.ts'
import { plotPanel } from '../panels/plot-panel.ts'
import { pointMarker, pointPath } from '../panels/point-mark.ts'

/** Options of `pairPlot`. */
export interface PairPlotOptions extends PlotOptions {
  /** What colours the points: the name of a column, or one value per row. Defaults to one colour. */
  hue?: string | ArrayLike<unknown>
  /** Names to print instead of the columns' own, for instance with a unit: `{ bill_length_mm: 'Bill length (mm)' }`. */
  labels?: Readonly<Record<string, string>>
}

/**
 * A scatter matrix: each numeric column against each other one, and on the diagonal the kernel density of each group,
 * scaled by the group's share of the rows. Rows with a missing value are left out, and the description says how many.
 *
 * @param columns Columns by name, or a table; columns of text are left out.
 * @throws RangeError when nothing is left to draw, or `hue` has another length than the columns.
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
  const { title, labels = {}, document = createDocument() } = options
  const data = completeRows('pairPlot', columns, options.hue)
  const { groups } = data
  const names = [...data.columns.keys()]
  const label = (name: string): string => labels[name] ?? name
  const hasLegend = options.hue !== undefined
  const description = options.description ?? describe(data, names.map(label), hasLegend)
  const markerId = (group: number): string => `dlw-${hash(description)}-${group}`

  const values = (name: string, group: number): number[] =>
    groups[group]!.rows.map((row) => data.columns.get(name)![row]!)
  const rowCount = data.columns.get(names[0]!)!.length
  const curves = new Map(
    names.map((name) => [
      name,
      groups.map(({ rows }, group) => groupDensity(values(name, group), rows.length / rowCount)),
    ]),
  )
  const domains = new Map(names.map((name) => [name, domainOf(data.columns.get(name)!, curves.get(name)!)]))
  const left = names.map((name) => writtenTicks(domains.get(name)!, 6))
  const widest = Math.max(...left.map((written) => written.widest))
  const edge = { left: Math.ceil(34 + widest), bottom: 46, right: 10, top: 6 }
  const gap = 10
  const head = headHeight(options, hasLegend)
  const width = options.width ?? edge.left + edge.right + 160 * names.length
  const height = options.height ?? edge.top + edge.bottom + 160 * names.length + head
  const cellWidth = (width - edge.left - edge.right + gap) / names.length - gap
  const cellHeight = (height - head - edge.top - edge.bottom + gap) / names.length - gap

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
                ...ticksAcross(domains.get(xName)!, cellWidth),
                label: fitText(label(xName), cellWidth),
                labelOffset: 40,
              })
            : null,
          column === 0
            ? Plot.axisY({
                ...axis,
                ...left[row]!,
                label: fitText(label(yName), cellHeight),
                labelOffset: edge.left - 4,
              })
            : null,
        ],
      })
      if (row === column) svg.append(...densityPaths(document, curves.get(xName)!, scale('x'), cellHeight))
      else {
        groups.forEach((_, group) => {
          const x = values(xName, group).map(scale('x'))
          svg.append(pointPath(document, markerId(group), x, values(yName, group).map(scale('y'))))
        })
      }
      const x = edge.left + column * (cellWidth + gap) - marginLeft
      panels.push({ svg, x, y: edge.top + row * (cellHeight + gap) })
    }
  }
  const legend = groupLegend(
    label(data.hueName),
    groups.map(({ name }) => name),
  )
  const markers = groups.map((_, group) => pointMarker(document, markerId(group), group, groupColor(group)))
  const figure = composeFigure({
    caller: 'pairPlot',
    ...{ document, width, height, panels, title, description, name: 'Pair plot' },
    ...(hasLegend ? { legend } : {}),
  })
  figure.append(svgElement(document, 'defs', {}, markers))
  return figure
}

function describe({ columns, groups, hueName, dropped }: CompleteRows, labels: string[], grouped: boolean): string {
  const count = columns.values().next().value!.length
  const sizes = groups.map(({ name, rows }) => `${name} (${rows.length})`).join(', ')
  return [
    `Scatter matrix of ${labels.join(', ')} for ${count} rows`,
    grouped ? `, coloured by ${hueName || 'group'}: ${sizes}` : '',
    '; on the diagonal the kernel density of each column.',
    dropped > 0 ? ` ${dropped} rows with missing values are left out.` : '',
  ].join('')
}

/** The range that holds the values and the curves. */
function domainOf(values: readonly number[], curves: readonly (DensityCurve | undefined)[]): [number, number] {
  const ends = curves.flatMap((curve) => (curve === undefined ? [] : [curve.x[0]!, curve.x.at(-1)!]))
  const [from, to] = extent([...values, ...ends])
  return from < to ? [from, to] : [from - 1, to + 1]
}
