import type { CategoryOptions } from '../../figure/category-options.ts'
import type { ColumnSource } from '../../figure/column-source.ts'
import { svgElement } from '../../figure/elements.ts'
import { groupedValues } from '../../figure/grouped-values.ts'
import { shortNumber } from '../../figure/short-number.ts'
import { byWords, type CategoryPlace, categoryFigure, droppedWords, placeName } from '../../panels/category-figure.ts'
import { type Bar, type BarStatistic, barOf, type ErrorBar } from '../../statistics/bar-statistics.ts'
import { checkReach } from '../../statistics/check-reach.ts'
import { labelOf } from '../../text/label-of.ts'
import { listWords } from '../../text/list-words.ts'

/** Options of `barPlot`. */
export interface BarPlotOptions extends CategoryOptions {
  /** What a bar shows of the values of its category. Defaults to `'mean'`. */
  estimator?: BarStatistic
  /** A line for the standard deviation (`'sd'`) or the standard error of the mean (`'se'`). Defaults to none. */
  errorBar?: ErrorBar
  /** Title of the y axis of bars that are given as numbers. Defaults to none. */
  label?: string
}

/**
 * Draws bars: numbers by name as they are, or for each category of a table its number of rows (`x` alone) or the mean of
 * a column (`x` and `y`). Rows with a missing value are left out.
 *
 * @param data Numbers by name, such as `{ Adelie: 152, Gentoo: 124 }`, or columns by name, or a table.
 * @throws RangeError when a column is missing, or no row has a finite number; TypeError when `y` holds text.
 * @see seaborn's `barplot(data, x=…, y=…, hue=…)` and `countplot(data, x=…)`
 * @example
 * ```ts
 * import { barPlot } from '@dlw/viz'
 *
 * const figure = barPlot({ kind: ['a', 'b', 'b'], mass: [1, 2, 4] }, { x: 'kind', y: 'mass' })
 * figure.querySelector('desc')?.textContent // → 'Bar plot of mean of mass by kind: a 1, b 3.'
 * ```
 */
export function barPlot(
  data: Readonly<Record<string, number>> | ColumnSource,
  options: BarPlotOptions = {},
): SVGSVGElement {
  const { bars, categories, groups, dropped, yLabel, by } = isNumbers(data)
    ? givenBars(data, options)
    : countedBars(data, options)
  const words = bars.flatMap((row, category) =>
    row.flatMap((bar, group) =>
      bar === undefined ? [] : [describe(bar, placeName({ categories, groups }, category, group))],
    ),
  )
  const name = `Bar plot${yLabel === '' ? '' : ` of ${yLabel}`}${by}`
  const ends = bars.flat().flatMap((bar) => (bar === undefined ? [] : [bar.value, ...(bar.error ?? [])]))
  checkReach('barPlot', ends)
  return categoryFigure({
    ...{ caller: 'barPlot', data: { categories, groups }, options, yLabel, name },
    values: [0, ...(ends.every((end) => end === 0) ? [1] : ends)],
    description: `${name}: ${listWords(words)}.${dropped}`,
    draw: (place) => {
      const bar = bars[place.category]![place.group]
      return bar === undefined ? [] : drawBar(place, bar)
    },
  })
}

interface Bars {
  bars: (Bar | undefined)[][]
  categories: string[]
  groups: string[]
  /** The sentence about what is left out. */
  dropped: string
  yLabel: string
  by: string
}

const isNumbers = (data: object): data is Readonly<Record<string, number>> => {
  const values = Object.values(data ?? {})
  return values.length > 0 && values.every((value) => value === null || typeof value === 'number')
}

function givenBars(data: Readonly<Record<string, number>>, { label = '' }: BarPlotOptions): Bars {
  const categories = Object.keys(data)
  const finite = categories.filter((name) => Number.isFinite(data[name]))
  if (!(finite.length > 0 && categories.length <= 1000)) {
    throw new RangeError(
      `barPlot: expected 1 to 1000 bars with finite numbers, received ${categories.length} bars, ${finite.length} of them finite. Pass { name: number }.`,
    )
  }
  const missing = categories.filter((name) => !Number.isFinite(data[name]))
  return {
    bars: categories.map((name) => [Number.isFinite(data[name]) ? { value: data[name]! } : undefined]),
    ...{ categories, groups: [''], yLabel: label, by: '' },
    dropped: missing.length > 0 ? ` No finite number for ${listWords(missing)}.` : '',
  }
}

function countedBars(source: ColumnSource, options: BarPlotOptions): Bars {
  const { x, y, hue, labels = {}, estimator = 'mean', errorBar } = options
  const data = groupedValues('barPlot', source, { x, y, hue })
  const statistic = x !== undefined && y === undefined ? 'sum' : estimator
  const bars = data.values.map((groups) =>
    groups.map((values) => (values.length > 0 ? barOf('barPlot', values, statistic, errorBar) : undefined)),
  )
  const what = y === undefined ? '' : labelOf(labels, y)
  const yLabel = x !== undefined && y === undefined ? 'count' : what === '' ? estimator : `${estimator} of ${what}`
  const by = byWords(options)
  return { bars, categories: data.categories, groups: data.groups, dropped: droppedWords(data.dropped), yLabel, by }
}

function describe({ value, error }: Bar, name: string): string {
  const range = error === undefined ? '' : ` (${shortNumber(error[0])} to ${shortNumber(error[1])})`
  return `${name} ${shortNumber(value)}${range}`
}

function drawBar({ document, panel, x, width, color }: CategoryPlace, { value, error }: Bar): SVGElement[] {
  const half = Math.min(width, 90) / 2
  const [zero, end] = [panel.y(0), panel.y(value)]
  const box = { x: x - half, y: Math.min(zero, end), width: 2 * half, height: Math.abs(zero - end) }
  const rect = svgElement(document, 'rect', { ...box, fill: color })
  if (error === undefined) return [rect]
  const [low, high] = error.map(panel.y)
  const cap = Math.min(5, half)
  const d = `M${x} ${low}V${high}M${x - cap} ${low}H${x + cap}M${x - cap} ${high}H${x + cap}`
  return [rect, svgElement(document, 'path', { d, fill: 'none', stroke: 'currentColor', 'stroke-width': 1.5 })]
}
