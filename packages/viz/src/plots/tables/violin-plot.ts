import type { CategoryOptions } from '../../figure/category-options.ts'
import type { ColumnSource } from '../../figure/column-source.ts'
import { svgElement } from '../../figure/elements.ts'
import { extent } from '../../figure/extent.ts'
import { groupedValues, numbersNamed } from '../../figure/grouped-values.ts'
import { shortNumber } from '../../figure/short-number.ts'
import { byWords, type CategoryPlace, categoryFigure, droppedWords, placeName } from '../../panels/category-figure.ts'
import { type BoxStatistics, boxStatistics } from '../../statistics/box-statistics.ts'
import { type Violin, violins } from '../../statistics/violins.ts'
import { labelOf } from '../../text/label-of.ts'
import { listWords } from '../../text/list-words.ts'

/** Options of `violinPlot`. */
export type ViolinPlotOptions = CategoryOptions

/**
 * Draws a violin for each category: the kernel density of its values, mirrored, around a thin box of its quartiles with
 * the median as a dot. All violins have equal areas; they end two bandwidths beyond the outermost values. Rows with a
 * missing value are left out.
 *
 * @param columns Columns by name, or a table. Without `x` and `y` each numeric column is a violin.
 * @throws RangeError when a column is missing, or no row has a finite number; TypeError when `y` holds text.
 * @see seaborn's `violinplot(data, x=…, y=…, hue=…)`
 * @example
 * ```ts
 * import { violinPlot } from '@dlw/viz'
 *
 * const figure = violinPlot({ kind: ['a', 'a', 'a', 'b', 'b'], mass: [1, 2, 3, 8, 9] }, { x: 'kind', y: 'mass' })
 * figure.querySelector('title')?.textContent // → 'Violin plot of mass by kind'
 * ```
 */
export function violinPlot(columns: ColumnSource, options: ViolinPlotOptions = {}): SVGSVGElement {
  const { y, labels = {} } = options
  const data = groupedValues('violinPlot', columns, numbersNamed('violinPlot', options))
  const shapes = violins(data.values)
  const boxes = data.values.map((groups) =>
    groups.map((values) => (values.length > 0 ? boxStatistics(values) : undefined)),
  )
  const words = boxes.flatMap((groups, category) =>
    groups.flatMap((box, group) => {
      if (box === undefined) return []
      const values = data.values[category]![group]!
      const [from, to] = extent(values)
      const range = `median ${shortNumber(box.median)}, from ${shortNumber(from)} to ${shortNumber(to)}`
      return [`${placeName(data, category, group)} (${values.length} rows): ${range}`]
    }),
  )
  const label = y === undefined ? '' : labelOf(labels, y)
  const by = byWords(options)
  const name = `Violin plot${label === '' ? '' : ` of ${label}`}${by}`
  return categoryFigure({
    ...{ caller: 'violinPlot', data, options, yLabel: label, name },
    values: data.values.flatMap((groups, category) =>
      groups.flatMap((values, group) => {
        const { support = [] } = shapes[category]![group] ?? {}
        return [...extent(values), support[0] ?? Number.NaN, support.at(-1) ?? Number.NaN]
      }),
    ),
    description: `${name}. ${listWords(words, '; ')}.${droppedWords(data.dropped)}`,
    draw: (place) => {
      const box = boxes[place.category]![place.group]
      return box === undefined ? [] : drawViolin(place, shapes[place.category]![place.group], box)
    },
  })
}

function drawViolin(
  { document, panel, x, width, color }: CategoryPlace,
  violin: Violin | undefined,
  box: BoxStatistics,
): SVGElement[] {
  const half = Math.min(width, 160) / 2
  const middle = panel.y(box.median)
  const line = { fill: 'none', stroke: color, 'stroke-width': 2 }
  // Constant values have no density and are drawn as a line.
  if (violin === undefined) return [svgElement(document, 'path', { d: `M${x - half} ${middle}H${x + half}`, ...line })]
  const side = (sign: 1 | -1): string[] =>
    violin.support.map((value, index) => `${x + sign * half * violin.width[index]!} ${panel.y(value)}`)
  const d = `M${[...side(1), ...side(-1).reverse()].join('L')}Z`
  const [low, bottom, top, high] = [box.lowerWhisker, box.lowerQuartile, box.upperQuartile, box.upperWhisker].map(
    panel.y,
  )
  const quartiles = {
    x: x - Math.min(3, half),
    y: top,
    width: 2 * Math.min(3, half),
    height: Math.max(0, bottom! - top!),
  }
  return [
    svgElement(document, 'path', { d, fill: color, 'fill-opacity': 0.4, stroke: color }),
    svgElement(document, 'path', {
      d: `M${x} ${low}V${high}`,
      fill: 'none',
      stroke: 'currentColor',
      'stroke-opacity': 0.7,
    }),
    svgElement(document, 'rect', { ...quartiles, rx: 1, fill: 'currentColor', 'fill-opacity': 0.7 }),
    svgElement(document, 'circle', { cx: x, cy: middle, r: Math.min(2.2, half), fill: color, stroke: '#fff' }),
  ]
}
