import { confusionMatrix } from './confusion-matrix.ts'
import type { Labels } from './labels.ts'

/** How well one class, or an average of classes, is found. A share without any case is 0. */
export interface ClassScores {
  /** Of the rows predicted as this class, the share that is. */
  precision: number
  /** Of the rows of this class, the share predicted as it. */
  recall: number
  /** The harmonic mean of precision and recall. */
  f1Score: number
  /** The number of true rows. */
  support: number
}

/** Options of {@link classificationReport}. */
export interface ClassificationReportOptions {
  /** The classes in the order wanted. Defaults to those in either list, sorted. */
  classes?: readonly (string | number)[]
}

/** What {@link classificationReport} returns. */
export interface ClassificationReport {
  classes: (ClassScores & { name: string })[]
  accuracy: number
  /** Every class counts the same. */
  macroAverage: ClassScores
  /** Every row counts the same. */
  weightedAverage: ClassScores
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)

/**
 * Precision, recall and F1 score for each class, and their averages.
 *
 * @throws RangeError when the lengths differ, or a label is not among `classes`.
 * @see scikit-learn `metrics.classification_report(output_dict=True)`
 * @example
 * ```ts
 * import { classificationReport } from '@dlw/train'
 *
 * const report = classificationReport(['cat', 'dog', 'cat', 'cat'], ['cat', 'dog', 'dog', 'cat'])
 * console.log(report.accuracy, report.classes[1]?.precision) // → 0.75 0.5
 * ```
 */
export function classificationReport(
  yTrue: Labels,
  yPred: Labels,
  options: ClassificationReportOptions = {},
): ClassificationReport {
  const { classes, counts } = confusionMatrix(yTrue, yPred, options)
  const scores = classes.map((name, index) => {
    const right = counts[index]![index]!
    const support = counts[index]!.reduce((sum, count) => sum + count, 0)
    const predicted = counts.reduce((sum, row) => sum + row[index]!, 0)
    const f1Score = share(2 * right, support + predicted)
    return { name, precision: share(right, predicted), recall: share(right, support), f1Score, support }
  })
  const average = (weights: readonly number[]): ClassScores => {
    const whole = weights.reduce((sum, weight) => sum + weight, 0)
    const mean = (key: 'precision' | 'recall' | 'f1Score'): number =>
      scores.reduce((sum, score, index) => sum + score[key] * weights[index]!, 0) / whole
    return { precision: mean('precision'), recall: mean('recall'), f1Score: mean('f1Score'), support: yTrue.length }
  }
  return {
    classes: scores,
    accuracy: counts.reduce((sum, row, index) => sum + row[index]!, 0) / yTrue.length,
    macroAverage: average(scores.map(() => 1)),
    weightedAverage: average(scores.map(({ support }) => support)),
  }
}
