import { createDocument } from '#platform'
import type { ColumnSource } from '../../figure/column-source.ts'
import type { PlotOptions } from '../../figure/plot-options.ts'
import { heatMapFigure } from '../../panels/heat-map-figure.ts'
import { type CorrelationMatrixOptions, correlationsFor } from '../../statistics/correlation-matrix.ts'
import { labelOf } from '../../text/label-of.ts'
import { listWords } from '../../text/list-words.ts'

/** Options of `correlationPlot`. */
export interface CorrelationPlotOptions extends PlotOptions, CorrelationMatrixOptions {
  /** Names to print instead of the columns' own. */
  labels?: Readonly<Record<string, string>>
}

/**
 * Draws how strongly each numeric column goes with each other one, from −1 (red) over 0 (white) to 1 (blue), over the
 * rows in which both have a value. Cells of columns without spread are empty.
 *
 * @param columns Columns by name, or a table; columns of text are left out.
 * @throws RangeError when there is no numeric column.
 * @see seaborn's `heatmap(frame.corr(), annot=True, center=0)`
 * @example
 * ```ts
 * import { correlationPlot } from '@dlw/viz'
 *
 * const figure = correlationPlot({ mass: [1, 2, 3], length: [2, 4, 6], age: [2, 1, 2] })
 * figure.querySelector('desc')?.textContent // → 'Pearson correlations of mass, length, age. Strongest: mass and length 1.'
 * ```
 */
export function correlationPlot(columns: ColumnSource, options: CorrelationPlotOptions = {}): SVGSVGElement {
  const { method = 'pearson', labels = {}, document = createDocument(), ...rest } = options
  const matrix = correlationsFor('correlationPlot', columns, { method })
  const names = matrix.columns.map((name) => labelOf(labels, name))
  const kind = method === 'pearson' ? 'Pearson' : 'Spearman'
  const pairs = matrix.values.flatMap((row, one) => row.slice(0, one).map((value, other) => ({ value, one, other })))
  const known = pairs.filter(({ value }) => !Number.isNaN(value)).sort((a, b) => Math.abs(b.value) - Math.abs(a.value))
  const strongest = known.slice(0, 3).filter(({ value }) => Math.abs(value) >= 0.5)
  const list = strongest.map(({ value, one, other }) => `${names[other]} and ${names[one]} ${Number(value.toFixed(2))}`)
  const words = list.length > 0 ? ` Strongest: ${list.join('; ')}.` : ' None is stronger than 0.5.'
  const gaps = pairs.length - known.length
  const missing = gaps > 0 ? ` ${gaps} pairs have none: a column without spread, or no common rows.` : ''
  // A column without spread has no correlation with itself either, and an empty picture says that.
  const values =
    known.length > 0
      ? matrix.values
      : matrix.values.map((row, one) => row.map((value, other) => (one === other ? 1 : value)))
  return heatMapFigure(
    { rows: names, columns: names, values },
    {
      ...rest,
      ...{
        caller: 'correlationPlot',
        document,
        scheme: 'diverging',
        name: `${kind} correlations`,
        digits: 2,
        min: -1,
        max: 1,
      },
      description: options.description ?? `${kind} correlations of ${listWords(names)}.${words}${missing}`,
    },
  )
}
