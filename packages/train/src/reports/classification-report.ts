import { averageScores, type ClassScores, microAverageOf, scoresOf } from './class-scores.ts'
import { confusionMatrix } from './confusion-matrix.ts'
import type { Labels } from './labels.ts'

/** Options of {@link classificationReport}. */
export interface ClassificationReportOptions {
  /** The classes in the order wanted: all of them. Defaults to those in either list, sorted. */
  classes?: readonly (string | number)[]
  /** The classes to report on, in this order: some of them. Defaults to all. */
  labels?: readonly (string | number)[]
  /** What to call the reported classes, in their order. Defaults to the classes themselves. */
  targetNames?: readonly string[]
}

/** What {@link classificationReport} returns. */
export interface ClassificationReport {
  classes: (ClassScores & { name: string })[]
  /** The share of all rows that are right. */
  accuracy: number
  /** Whether `labels` leaves classes out: then the micro average differs from the accuracy. */
  isSubset: boolean
  /** Every decision on the reported classes counts the same. */
  microAverage: ClassScores
  /** Every class counts the same. */
  macroAverage: ClassScores
  /** Every row counts the same. */
  weightedAverage: ClassScores
}

/**
 * Reports precision, recall and F1 score for each class, and their averages.
 *
 * @throws RangeError when the lengths differ, a label is not among `classes`, or there are more or fewer `targetNames`
 * than classes.
 * @see scikit-learn `metrics.classification_report(output_dict=True)`; {@link multiLabelReport} for rows with several
 * labels each
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
  { classes: allClasses, labels, targetNames }: ClassificationReportOptions = {},
): ClassificationReport {
  const { classes, counts } = confusionMatrix(yTrue, yPred, allClasses ? { classes: allClasses } : {})
  const reported = labels?.map(String) ?? classes
  const names = namesOf('classificationReport', reported, targetNames)
  const columnOf = new Map(classes.map((name, column) => [name, column]))
  const classCounts = reported.map((name) => {
    const column = columnOf.get(name)
    if (column === undefined) return { right: 0, support: 0, predicted: 0 }
    return {
      right: counts[column]![column]!,
      support: counts[column]!.reduce((sum, count) => sum + count, 0),
      predicted: counts.reduce((sum, row) => sum + row[column]!, 0),
    }
  })
  const scores = classCounts.map(scoresOf)
  return {
    classes: scores.map((score, index) => ({ name: names[index]!, ...score })),
    accuracy: counts.reduce((sum, row, index) => sum + row[index]!, 0) / yTrue.length,
    isSubset: classes.some((name) => !reported.includes(name)),
    microAverage: microAverageOf(classCounts),
    macroAverage: averageScores(
      scores,
      scores.map(() => 1),
    ),
    weightedAverage: averageScores(
      scores,
      scores.map(({ support }) => support),
    ),
  }
}

/** What classes are called, one name for each. */
export function namesOf(
  caller: string,
  classes: readonly string[],
  targetNames: readonly string[] | undefined,
): readonly string[] {
  if (!targetNames) return classes
  if (targetNames.length === classes.length) return targetNames
  throw new RangeError(
    `${caller}: expected a name for each of the ${classes.length} classes ${classes.join(', ')}, received ${targetNames.length} targetNames. Name them all, in that order.`,
  )
}
