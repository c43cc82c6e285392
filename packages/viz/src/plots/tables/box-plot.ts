import type { CategoryOptions } from '../../figure/category-options.ts'
import type { ColumnSource } from '../../figure/column-source.ts'
import { svgElement } from '../../figure/elements.ts'
import { groupedValues, numbersNamed } from '../../figure/grouped-values.ts'
import { shortNumber } from '../../figure/short-number.ts'
import { byWords, type CategoryPlace, categoryFigure, droppedWords, placeName } from '../../panels/category-figure.ts'
import { type BoxStatistics, boxStatistics } from '../../statistics/box-statistics.ts'
import { labelOf } from '../../text/label-of.ts'
import { listWords } from '../../text/list-words.ts'

/** Options of `boxPlot`. */
export type BoxPlotOptions = CategoryOptions

/**
 * Draws a box for each category: its edges are the quartiles, its line is the median, the whiskers reach to the
 * outermost values within 1.5 box heights, and values beyond are dots. Rows with a missing value are left out.
 *
 * @param columns Columns by name, or a table. Without `x` and `y` each numeric column is a box.
 * @throws RangeError when a column is missing, or no row has a finite number; TypeError when `y` holds text.
 * @see seaborn's `boxplot(data, x=…, y=…, hue=…)`
 * @example
 * ```ts
 * import { boxPlot } from '@dlw/viz'
 *
 * const figure = boxPlot({ kind: ['a', 'a', 'a', 'b'], mass: [1, 2, 3, 9] }, { x: 'kind', y: 'mass' })
 * figure.querySelector('desc')?.textContent // → 'Box plot of mass by kind. a (3 rows): median 2, quartiles 1.5 to 2.5; b (1 rows): median 9, quartiles 9 to 9.'
 * ```
 */
export function boxPlot(columns: ColumnSource, options: BoxPlotOptions = {}): SVGSVGElement {
  const { y, labels = {} } = options
  const data = groupedValues('boxPlot', columns, numbersNamed('boxPlot', options))
  const boxes = data.values.map((groups) =>
    groups.map((values) => (values.length > 0 ? boxStatistics(values) : undefined)),
  )
  const words = boxes.flatMap((groups, category) =>
    groups.flatMap((box, group) =>
      box === undefined ? [] : [describe(box, placeName(data, category, group), data.values[category]![group]!.length)],
    ),
  )
  const label = y === undefined ? '' : labelOf(labels, y)
  const by = byWords(options)
  return categoryFigure({
    ...{ caller: 'boxPlot', data, options, yLabel: label },
    values: boxes.flat().flatMap((box) => (box === undefined ? [] : outermost(box))),
    name: `Box plot${label === '' ? '' : ` of ${label}`}${by}`,
    description: `Box plot${label === '' ? '' : ` of ${label}`}${by}. ${listWords(words, '; ')}.${droppedWords(data.dropped)}`,
    draw: (place) => {
      const box = boxes[place.category]![place.group]
      return box === undefined ? [] : drawBox(place, box)
    },
  })
}

function outermost({ lowerWhisker, upperWhisker, outliers }: BoxStatistics): number[] {
  return [lowerWhisker, upperWhisker, outliers[0] ?? lowerWhisker, outliers.at(-1) ?? upperWhisker]
}

function describe({ median, lowerQuartile, upperQuartile }: BoxStatistics, name: string, count: number): string {
  const quartiles = `quartiles ${shortNumber(lowerQuartile)} to ${shortNumber(upperQuartile)}`
  return `${name} (${count} rows): median ${shortNumber(median)}, ${quartiles}`
}

function drawBox({ document, panel, x, width, color }: CategoryPlace, box: BoxStatistics): SVGElement[] {
  const half = Math.min(width, 70) / 2
  const [low, bottom, middle, top, high] = [
    ...[box.lowerWhisker, box.lowerQuartile, box.median, box.upperQuartile, box.upperWhisker].map(panel.y),
  ] as [number, number, number, number, number]
  const caps = `M${x - half / 2} ${low}H${x + half / 2}M${x - half / 2} ${high}H${x + half / 2}`
  const frame = { x: x - half, y: top, width: 2 * half, height: Math.max(0, bottom - top) }
  const line = { fill: 'none', stroke: 'currentColor' }
  // Dots that are less than a pixel apart are one.
  const dots = [...new Set(box.outliers.map((value) => Math.round(2 * panel.y(value)) / 2))]
  const radius = Math.min(2.5, half)
  return [
    svgElement(document, 'path', {
      d: `M${x} ${low}V${bottom}M${x} ${top}V${high}${caps}`,
      ...line,
      'stroke-opacity': 0.7,
    }),
    svgElement(document, 'rect', {
      ...frame,
      fill: color,
      'fill-opacity': 0.75,
      stroke: 'currentColor',
      'stroke-opacity': 0.7,
    }),
    svgElement(document, 'path', { d: `M${x - half} ${middle}H${x + half}`, ...line, 'stroke-width': 2 }),
    ...dots.map((y) => svgElement(document, 'circle', { cx: x, cy: y, r: radius, ...line, stroke: color })),
  ]
}
