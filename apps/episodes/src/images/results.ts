import { Table } from '@dlw/data'
import type { History } from '@dlw/train'

/** What came of one training. */
export interface Result {
  validationAccuracy: number
  validationLoss: number
  /** At the end of the training, on the pictures it learned from. */
  trainAccuracy: number
  epochs: number
}

/** The last epoch of a training. */
export function lastOf({ epochs, metrics }: History): Result {
  return {
    validationAccuracy: metrics.val_accuracy!.at(-1)!,
    validationLoss: metrics.val_loss!.at(-1)!,
    trainAccuracy: metrics.accuracy!.at(-1)!,
    epochs: epochs.length,
  }
}

/** All networks side by side. */
export function comparison(
  results: Readonly<Record<string, Result>>,
  parameters: Readonly<Record<string, number>>,
): Table {
  const names = Object.keys(results)
  const column = (pick: (result: Result) => number) => names.map((name) => pick(results[name]!))
  return Table.fromColumns({
    network: names,
    parameters: names.map((name) => parameters[name]!),
    epochs: column(({ epochs }) => epochs),
    'training accuracy': column(({ trainAccuracy }) => trainAccuracy),
    'validation accuracy': column(({ validationAccuracy }) => validationAccuracy),
    'validation loss': column(({ validationLoss }) => validationLoss),
  })
}

/** Only the accuracies of a history, for a curve. */
export function accuracies({ epochs, metrics }: History): History {
  return { epochs, metrics: { accuracy: metrics.accuracy!, val_accuracy: metrics.val_accuracy! } }
}
