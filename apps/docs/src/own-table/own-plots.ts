import type { TableView } from './table-messages.ts'
import { scrollable } from './table-parts.ts'

/** A pair plot of the sample, coloured by the column to predict where it has few values. */
export async function showPairs({ numbers, groups }: TableView['sample'], target: string): Promise<Node[]> {
  const measures = numbers.filter(({ name }) => name !== target || !groups.some((group) => group.name === target))
  if (measures.length < 2) return []
  const { pairPlot } = await import('@dlw/viz')
  const columns = Object.fromEntries(measures.map(({ name, values }) => [name, values]))
  const hue = groups.find(({ name }) => name === target)?.values
  return [
    scrollable(
      pairPlot(columns, { title: 'Each column against each other', document, ...(hue && { hue }) }),
      'Pair plot of your table',
    ),
  ]
}

/** The predictions of a regression against the truth. */
export async function showPredictions(
  { actual, predicted }: { actual: number[]; predicted: number[] },
  target: string,
): Promise<Node[]> {
  const { predictionPlot } = await import('@dlw/viz')
  return [predictionPlot({ truth: actual, predictions: predicted }, { label: target, document })]
}
