import * as Plot from '@observablehq/plot'
import { createDocument } from '#platform'
import { composeFigure, headHeight } from '../figure/compose-figure.ts'
import { textWidth } from '../figure/elements.ts'
import type { PlotOptions } from '../figure/plot-options.ts'
import { textColorOn } from '../figure/text-color-on.ts'
import { plotPanel } from '../panels/plot-panel.ts'

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
  const { title, normalize = false, document = createDocument() } = options
  checkMatrix(matrix)
  const classes = [...matrix.classes]
  const head = headHeight(options)
  const labelWidth = Math.max(...classes.map((name) => textWidth(name)))
  const marginLeft = labelWidth + 40
  const cell = Math.max(34, Math.min(110, 520 / classes.length))
  const isTilted = labelWidth > cell - 8
  const marginBottom = isTilted ? labelWidth * 0.71 + 44 : 50
  const width = options.width ?? Math.ceil(marginLeft + classes.length * cell + 12)
  const height = options.height ?? Math.ceil(head + 8 + classes.length * cell + marginBottom)
  const cells = classes.flatMap((truth, row) => {
    const counts = Array.from(matrix.counts[row]!)
    const total = counts.reduce((sum, count) => sum + count, 0)
    return classes.map((predicted, column) => ({
      truth,
      predicted,
      value: normalize ? (100 * counts[column]!) / (total || 1) : counts[column]!,
      text: normalize
        ? `${Math.round((100 * counts[column]!) / (total || 1))} %`
        : counts[column]!.toLocaleString('en'),
    }))
  })
  const peak = cells.reduce((most, { value }) => Math.max(most, value), 1)
  const color = { type: 'linear', scheme: 'Blues', domain: [0, peak] } as const
  const shade = Plot.scale({ color })
  const longest = cells.reduce((most, { text }) => Math.max(most, textWidth(text, 1)), 0)
  const axis = { labelArrow: 'none', labelAnchor: 'center', tickSize: 0 } as const
  const { svg } = plotPanel(document, {
    ...{ width, height: height - head, marginLeft, marginBottom, marginTop: 8, marginRight: 12, padding: 0 },
    x: {
      domain: classes,
      ...axis,
      label: 'Predicted label',
      labelOffset: marginBottom - 6,
      tickRotate: isTilted ? -45 : 0,
    },
    y: { domain: classes, ...axis, label: 'True label', labelOffset: marginLeft - 4 },
    color,
    marks: [
      Plot.cell(cells, { x: 'predicted', y: 'truth', fill: 'value', inset: 0.5 }),
      Plot.text(cells, {
        x: 'predicted',
        y: 'truth',
        text: 'text',
        fill: ({ value }) => textColorOn(shade.apply(value) as string),
        fontSize: Math.min(16, cell / 2.4, (cell - 6) / longest),
      }),
    ],
  })
  const description = options.description ?? describe(matrix)
  return composeFigure({
    caller: 'confusionMatrixPlot',
    document,
    width,
    height,
    panels: [{ svg, x: 0, y: 0 }],
    title,
    name: 'Confusion matrix',
    description,
  })
}

function checkMatrix({ classes, counts }: ConfusionMatrixLike): void {
  const lengths = counts.map((row) => row.length)
  if (!(counts.length > 0 && lengths.every((length) => length === counts.length))) {
    throw new RangeError(
      `confusionMatrixPlot: expected a square matrix of counts, received ${counts.length} rows of lengths ${lengths.join(', ')}. Rows are true classes, columns predicted ones.`,
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
      `confusionMatrixPlot: expected one distinct class name per row, received ${classes.length} classes (${classes.join(', ')}) for ${counts.length} rows. Pass the classes that the counts were made with.`,
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
