import type { History } from '@dlw/train'
import { formatClassificationReport } from '@dlw/train'
import { confusionMatrixPlot, historyPlot, htmlReport, topLossesPlot } from '@dlw/viz'
import type { Prepared } from './data.ts'
import type { Evaluation } from './evaluate.ts'

/** What the report shows. */
export type ReportContent = {
  data: Prepared
  summary: string
  history: History
  evaluation: Evaluation
  facts: Record<string, string | number>
}

/** Writes the results as one HTML page with its figures inside. */
export function report({ data, summary, history, evaluation, facts }: ReportContent): string {
  const { matrix, report, ...predicted } = evaluation
  return htmlReport({
    title: `Telling ${data.classes.length} kinds of images apart`,
    facts,
    sections: [
      { heading: 'Network', blocks: [{ code: summary }] },
      { heading: 'Training', blocks: [{ figure: historyPlot(history) }] },
      {
        heading: 'Test images',
        blocks: [{ figure: confusionMatrixPlot(matrix) }, { code: formatClassificationReport(report) }],
      },
      {
        heading: 'Where the network was most wrong',
        blocks: [{ figure: topLossesPlot({ images: data.test.x, ...predicted }) }],
      },
    ],
  })
}
