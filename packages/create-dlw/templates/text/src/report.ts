import type { Table } from '@dlw/data'
import { formatClassificationReport, type History } from '@dlw/train'
import { barPlot, confusionMatrixPlot, historyPlot, htmlReport } from '@dlw/viz'
import type { Evaluation } from './evaluate.ts'

/** What the report shows. */
export type ReportContent = {
  messages: Table
  summary: string
  history: History
  evaluation: Evaluation
  facts: Record<string, string | number>
}

/** Writes the results as one HTML page with its figures inside. */
export function report({ messages, summary, history, evaluation, facts }: ReportContent): string {
  return htmlReport({
    title: 'What is a message about?',
    facts,
    sections: [
      { heading: 'Data', blocks: [{ code: `${messages.head()}` }, { figure: barPlot(messages, { x: 'topic' }) }] },
      { heading: 'Network', blocks: [{ code: summary }] },
      { heading: 'Training', blocks: [{ figure: historyPlot(history) }] },
      {
        heading: 'Test messages',
        blocks: [
          { figure: confusionMatrixPlot(evaluation.matrix) },
          { code: formatClassificationReport(evaluation.report) },
        ],
      },
    ],
  })
}
