import type { ClassScores } from './class-scores.ts'
import type { ClassificationReport } from './classification-report.ts'
import type { MultiLabelReport } from './multi-label-report.ts'
import { pythonFixed } from './python-fixed.ts'

/** Options of {@link formatClassificationReport}. */
export interface FormatClassificationReportOptions {
  /** Decimals. Defaults to 2. */
  digits?: number
}

/**
 * A classification report as text, character for character what scikit-learn prints.
 *
 * @see scikit-learn `metrics.classification_report`
 * @example
 * ```ts
 * import { classificationReport, formatClassificationReport } from '@dlw/train'
 *
 * const report = classificationReport(['cat', 'dog', 'cat', 'cat'], ['cat', 'dog', 'dog', 'cat'])
 * console.log(formatClassificationReport(report).split('\n')[2]) // →          cat       1.00      0.67      0.80         3
 * ```
 */
export function formatClassificationReport(
  report: ClassificationReport | MultiLabelReport,
  { digits = 2 }: FormatClassificationReportOptions = {},
): string {
  const { classes, accuracy, microAverage, macroAverage, weightedAverage } = report
  const samplesAverage = 'samplesAverage' in report ? report.samplesAverage : undefined
  const showsMicro = samplesAverage !== undefined || ('isSubset' in report && report.isSubset)
  const width = Math.max('weighted avg'.length, digits, ...classes.map(({ name }) => name.length))
  const cell = (text: string | number): string => String(text).padStart(9)
  const line = (name: string, cells: readonly (string | number)[]): string =>
    `${name.padStart(width)} ${cells.map((text) => ` ${cell(text)}`).join('')}`
  const scores = ({ precision, recall, f1Score, support }: ClassScores): (string | number)[] => [
    ...[precision, recall, f1Score].map((value) => pythonFixed(value, digits)),
    support,
  ]
  return [
    line('', ['precision', 'recall', 'f1-score', 'support']),
    '',
    ...classes.map((entry) => line(entry.name, scores(entry))),
    '',
    showsMicro
      ? line('micro avg', scores(microAverage))
      : line('accuracy', ['', '', pythonFixed(accuracy, digits), macroAverage.support]),
    line('macro avg', scores(macroAverage)),
    line('weighted avg', scores(weightedAverage)),
    ...(samplesAverage ? [line('samples avg', scores(samplesAverage))] : []),
    '',
  ].join('\n')
}
