import { Table } from '@dlw/data'
import type { Days } from './days.ts'

/** One trained network, or one rule to beat, on one set of test days. */
export interface Entry {
  name: string
  /** What it learned from and is judged on; errors on different days are not comparable. */
  days: Days
  parameters?: number
  epochs?: number
  trainRmse: number
  validationRmse: number
  testRmse: number
}

const hours = (value: number): string => value.toFixed(2)

/** The entries as a table, best test error first within each test set. */
export function comparison(entries: readonly Entry[]): Table {
  const sets = [...new Set(entries.map(({ days }) => days.name))]
  const sorted = sets.flatMap((set) =>
    entries.filter(({ days }) => days.name === set).toSorted((a, b) => a.testRmse - b.testRmse),
  )
  return Table.fromColumns({
    model: sorted.map(({ name }) => name),
    days: sorted.map(({ days }) => days.name),
    parameters: sorted.map(({ parameters }) => (parameters === undefined ? '' : String(parameters))),
    epochs: sorted.map(({ epochs }) => (epochs === undefined ? '' : String(epochs))),
    train: sorted.map(({ trainRmse }) => hours(trainRmse)),
    validation: sorted.map(({ validationRmse }) => hours(validationRmse)),
    test: sorted.map(({ testRmse }) => hours(testRmse)),
  })
}

/** The entries as `--json` prints them, under `name` or, where days differ from the first's, `name (days)`. */
export function resultsOf(entries: readonly Entry[]): Record<string, Omit<Entry, 'name' | 'days'>> {
  const usual = entries[0]!.days.name
  return Object.fromEntries(
    entries.map(({ name, days, ...errors }) => [days.name === usual ? name : `${name} (${days.name})`, errors]),
  )
}

/** The errors on one set of days, for a plot. */
export function errorsByName(entries: readonly Entry[], { name: set }: Days): Record<string, Record<string, number>> {
  return Object.fromEntries(
    entries
      .filter(({ days }) => days.name === set)
      .toSorted((a, b) => a.testRmse - b.testRmse)
      .map(({ name, trainRmse: train, validationRmse: validation, testRmse: test }) => [
        name,
        { train, validation, test },
      ]),
  )
}
