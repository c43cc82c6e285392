import { averageScores, type ClassCounts, type ClassScores, microAverageOf, scoresOf } from './class-scores.ts'
import { namesOf } from './classification-report.ts'

/** For each row one entry per label: 1 or true where the row has it. */
export type MultiLabels = readonly ArrayLike<number | boolean>[]

/** Options of {@link multiLabelReport}. */
export interface MultiLabelReportOptions {
  /** What to call the labels, in the order of the columns. Defaults to their numbers, from 0. */
  targetNames?: readonly string[]
}

/** What {@link multiLabelReport} returns. */
export interface MultiLabelReport {
  classes: (ClassScores & { name: string })[]
  /** The share of rows in which every label is right. */
  accuracy: number
  /** Every decision counts the same. */
  microAverage: ClassScores
  /** Every label counts the same. */
  macroAverage: ClassScores
  /** Every true label counts the same. */
  weightedAverage: ClassScores
  /** Every row counts the same. */
  samplesAverage: ClassScores
}

/**
 * Reports precision, recall and F1 score for rows that may have several labels each, or none.
 *
 * @param yTrue `[rows, labels]`, 1 where the row has the label.
 * @param yPred The predicted ones: probabilities that you have compared with a threshold.
 * @throws RangeError when shapes differ or an entry is neither 0 nor 1.
 * @see scikit-learn `metrics.classification_report` with multilabel indicators
 * @example
 * ```ts
 * import { multiLabelReport } from '@dlw/train'
 *
 * const report = multiLabelReport([[1, 0], [1, 1], [0, 1]], [[1, 0], [1, 0], [0, 1]], { targetNames: ['sun', 'rain'] })
 * console.log(report.classes[1]?.recall, report.accuracy.toFixed(2)) // → 0.5 0.67
 * ```
 */
export function multiLabelReport(
  yTrue: MultiLabels,
  yPred: MultiLabels,
  { targetNames }: MultiLabelReportOptions = {},
): MultiLabelReport {
  const width = yTrue[0]?.length ?? 0
  if (yTrue.length !== yPred.length || yTrue.length === 0 || width === 0) {
    throw new RangeError(
      `multiLabelReport: expected as many rows of predictions as of truth, received ${yTrue.length} true and ${yPred.length} predicted, of ${width} labels. Predict the rows that the labels belong to.`,
    )
  }
  const names = namesOf(
    'multiLabelReport',
    Array.from({ length: width }, (_, label) => String(label)),
    targetNames,
  )
  const byLabel = names.map((): ClassCounts => ({ right: 0, support: 0, predicted: 0 }))
  const samples: ClassScores[] = []
  let exact = 0
  for (let row = 0; row < yTrue.length; row++) {
    const ofRow: ClassCounts = { right: 0, support: 0, predicted: 0 }
    let wrong = 0
    for (let label = 0; label < width; label++) {
      const truth = entry(yTrue, row, label, width, 'yTrue')
      const guess = entry(yPred, row, label, width, 'yPred')
      if (truth !== guess) wrong++
      for (const counts of [byLabel[label]!, ofRow]) {
        counts.support += truth
        counts.predicted += guess
        counts.right += truth * guess
      }
    }
    if (wrong === 0) exact++
    samples.push(scoresOf(ofRow))
  }
  const scores = byLabel.map(scoresOf)
  const every = (list: readonly ClassScores[]): number[] => list.map(() => 1)
  return {
    classes: scores.map((score, label) => ({ name: names[label]!, ...score })),
    accuracy: exact / yTrue.length,
    microAverage: microAverageOf(byLabel),
    macroAverage: averageScores(scores, every(scores)),
    weightedAverage: averageScores(
      scores,
      scores.map(({ support }) => support),
    ),
    samplesAverage: averageScores(samples, every(samples)),
  }
}

function entry(rows: MultiLabels, row: number, label: number, width: number, name: string): 0 | 1 {
  const value = Number(rows[row]![label])
  if (rows[row]!.length === width && (value === 0 || value === 1)) return value
  throw new RangeError(
    `multiLabelReport: expected ${width} entries of 0 or 1 in each row of ${name}, received ${rows[row]!.length} with ${rows[row]![label]} in row ${row}. Compare probabilities with a threshold first.`,
  )
}
