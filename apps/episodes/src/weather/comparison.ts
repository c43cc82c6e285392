import { Table } from '@dlw/data'

/** One trained network, or one rule to beat, on one set of test days. */
export interface Entry {
  name: string
  /** Which days it is judged on; errors on different days are not comparable. */
  testSet: string
  parameters?: number
  epochs?: number
  trainRmse: number
  validationRmse: number
  testRmse: number
}

const hours = (value: number): string => value.toFixed(2)

/** The entries as a table, best test error first within each test set. */
export function comparison(entries: readonly Entry[]): Table {
  const sets = [...new Set(entries.map(({ testSet }) => testSet))]
  const sorted = sets.flatMap((set) =>
    entries.filter(({ testSet }) => testSet === set).toSorted((a, b) => a.testRmse - b.testRmse),
  )
  return Table.fromColumns({
    model: sorted.map(({ name }) => name),
    'test days': sorted.map(({ testSet }) => testSet),
    parameters: sorted.map(({ parameters }) => (parameters === undefined ? '' : String(parameters))),
    epochs: sorted.map(({ epochs }) => (epochs === undefined ? '' : String(epochs))),
    train: sorted.map(({ trainRmse }) => hours(trainRmse)),
    validation: sorted.map(({ validationRmse }) => hours(validationRmse)),
    test: sorted.map(({ testRmse }) => hours(testRmse)),
  })
}

/** The entries as `--json` prints them, under `name` or, where days differ, `name (days)`. */
export function resultsOf(entries: readonly Entry[]): Record<string, Omit<Entry, 'name'>> {
  const first = entries[0]!.testSet
  return Object.fromEntries(
    entries.map(({ name, ...entry }) => [entry.testSet === first ? name : `${name} (${entry.testSet})`, entry]),
  )
}
