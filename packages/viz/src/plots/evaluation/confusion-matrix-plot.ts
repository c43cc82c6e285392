import { createDocument } from '#platform'
import { scaleColors } from '../../figure/color-scale.ts'
import { checkSize, composeFigure } from '../../figure/compose-figure.ts'
import { extent } from '../../figure/extent.ts'
import { figureHead } from '../../figure/figure-head.ts'
import type { PlotOptions } from '../../figure/plot-options.ts'
import { shortNumber } from '../../figure/short-number.ts'
import { valueShade } from '../../marks/value-shade.ts'
import { drawMatrix, matrixLayout } from '../../panels/matrix-panel.ts'
import { listWords } from '../../text/list-words.ts'

/** What `confusionMatrix` of @dlw/train returns. */
export interface ConfusionMatrixLike {
  classes: readonly string[]
  /** Shape [classes, classes]: rows are true classes, columns predicted ones. */
  counts: readonly ArrayLike<number>[]
}

/** Options of `confusionMatrixPlot`. */
export interface ConfusionMatrixPlotOptions extends PlotOptions {
  /** Whether cells show each true class's share in percent instead of counts. Defaults to false. */
  normalize?: boolean
}

/**
 * The confusion matrix as an annotated heat map with the names of the classes.
 *
 * @throws RangeError when the matrix is not square or does not fit the classes.
 * @see seaborn's `heatmap(frame, annot=True, cmap='Blues')`
 * @example
 * ```ts
 * import { confusionMatrixPlot } from '@dlw/viz'
 *
 * const figure = confusionMatrixPlot({ classes: ['cat', 'dog'], counts: [[9, 1], [2, 8]] })
 * figure.querySelector('desc')?.textContent // → '17 of 20 predictions are right. Most frequent error: dog predicted as cat (2).'
 * ```
 */
export function confusionMatrixPlot(
  matrix: ConfusionMatrixLike,
  options: ConfusionMatrixPlotOptions = {},
): SVGSVGElement {
  const { normalize = false, document = createDocument() } = options
  checkMatrix(matrix)
  const classes = [...matrix.classes]
  const totals = matrix.counts.map((row) => Array.from(row).reduce((sum, count) => sum + count, 0) || 1)
  const values = normalize
    ? matrix.counts.map((row, truth) => Array.from(row, (count) => (100 * count) / totals[truth]!))
    : matrix.counts
  const text = (row: number, column: number): string => {
    const value = values[row]![column]!
    if (normalize) return `${Math.round(value)} %`
    return value < 1e9 ? value.toLocaleString('en') : value.toExponential(2)
  }
  const peak = Math.max(extent(values.flatMap((row) => Array.from(row)))[1], normalize ? 1 : 0) || 1
  const layout = matrixLayout({
    ...{ rows: classes, columns: classes, values, text, width: options.width },
    ...{ xLabel: 'Predicted label', yLabel: 'True label' },
  })
  const to = normalize ? `${shortNumber(peak)} %` : peak.toLocaleString('en')
  const bar = { label: '', colors: scaleColors('blues', 24), from: normalize ? '0 %' : '0', to }
  const head = figureHead(options, layout.width, layout.text === undefined ? bar : undefined)
  const height = options.height ?? head.height + layout.height
  checkSize('confusionMatrixPlot', layout.width, height)
  const svg = drawMatrix(document, layout, height - head.height, valueShade('blues', [0, peak]))
  return composeFigure({
    ...{ document, width: layout.width, height, head },
    panels: [{ svg, x: 0, y: 0 }],
    name: 'Confusion matrix',
    description: options.description ?? describe(matrix) + classWords(classes, layout.rowLabels),
  })
}

/** All classes, where the figure had to shorten some. */
const classWords = (classes: readonly string[], drawn: readonly string[]): string =>
  classes.some((name, index) => name !== drawn[index]) ? ` Classes: ${listWords(classes)}.` : ''

function checkMatrix({ classes, counts }: ConfusionMatrixLike): void {
  const lengths = counts.map((row) => row.length)
  if (!(counts.length > 0 && lengths.every((length) => length === counts.length))) {
    throw new RangeError(
      `confusionMatrixPlot: expected a square matrix of counts, received ${counts.length} rows of lengths ${listWords(lengths.map(String), ', ', 12)}. Rows are true classes, columns predicted ones.`,
    )
  }
  const wrong = counts
    .flatMap((row) => Array.from(row))
    .find((count) => !(count >= 0 && count < Number.POSITIVE_INFINITY))
  if (wrong !== undefined) {
    throw new RangeError(
      `confusionMatrixPlot: expected counts of at least 0, received ${wrong}. Count the predictions of each class.`,
    )
  }
  if (classes.length !== counts.length || new Set(classes).size !== classes.length) {
    throw new RangeError(
      `confusionMatrixPlot: expected one distinct class name per row, received ${classes.length} classes (${listWords(classes, ', ', 12)}) for ${counts.length} rows. Pass the classes that the counts were made with.`,
    )
  }
}

function describe({ classes, counts }: ConfusionMatrixLike): string {
  const cells = counts.flatMap((row, truth) => Array.from(row, (count, predicted) => ({ truth, predicted, count })))
  const total = cells.reduce((sum, { count }) => sum + count, 0)
  const right = cells.reduce((sum, { truth, predicted, count }) => sum + (truth === predicted ? count : 0), 0)
  const worst = cells.filter(({ truth, predicted }) => truth !== predicted).sort((a, b) => b.count - a.count)[0]
  const error =
    worst !== undefined && worst.count > 0
      ? ` Most frequent error: ${classes[worst.truth]} predicted as ${classes[worst.predicted]} (${worst.count}).`
      : ''
  return `${right} of ${total} predictions are right.${error}`
}
