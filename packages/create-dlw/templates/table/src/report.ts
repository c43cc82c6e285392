import type { Table } from '@dlw/data'
import { formatClassificationReport, type History } from '@dlw/train'
import { confusionMatrixPlot, historyPlot, htmlReport, pairPlot } from '@dlw/viz'
import { target } from './data.ts'
import type { Evaluation } from './evaluate.ts'

/** What the report shows. */
export type ReportContent = {
  table: Table
  summary: string
  trials: string
  history: History
  evaluation: Evaluation
  facts: Record<string, string | number>
}

/** Writes the results as one HTML page with its figures inside. */
export function report({ table, summary, trials, history, evaluation, facts }: ReportContent): string {
  return htmlReport({
    title: `Predicting ${target}`,
    facts,
    sections: [
      { heading: 'Data', blocks: [{ code: `${table.describe()}` }, { figure: pairPlot(table, { hue: target }) }] },
      { heading: 'Network', blocks: [{ code: summary }, { code: trials }] },
      { heading: 'Training', blocks: [{ figure: historyPlot(history) }] },
      {
        heading: 'Test rows',
        blocks: [
          { figure: confusionMatrixPlot(evaluation.matrix) },
          { code: formatClassificationReport(evaluation.report) },
        ],
      },
    ],
  })
}
