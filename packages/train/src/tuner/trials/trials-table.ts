import { Table } from '@dlw/data'
import { violationOf } from '../run/constraints.ts'
import type { Trial } from '../run/trial.ts'
import type { ParameterValue } from '../space/parameter.ts'

/**
 * The trials of a search as a table: id, status and score, then a column for each hyperparameter, each metric of the
 * best epoch, the epochs trained and the seconds. What a trial lacks is missing.
 *
 * @example
 * ```ts
 * import { trialsTable } from '@dlw/train/tuner'
 *
 * const table = trialsTable([{ id: '0000', status: 'completed', values: { units: 8 }, score: 0.5 }])
 * console.log(table.toCsv().split('\n')[1]) // → 0000,completed,0.5,8
 * ```
 */
export function trialsTable(trials: readonly Trial[]): Table {
  const columns: Record<string, (string | null)[] | (number | null)[]> = {
    trial: trials.map(({ id }) => id),
    status: trials.map(({ status }) => status),
    score: trials.map(({ score }) => score ?? null),
  }
  const add = (name: string, values: (ParameterValue | undefined)[]): void => {
    if (values.every((value) => value === undefined)) return
    const isNumeric = values.every((value) => value === undefined || typeof value === 'number')
    columns[name in columns ? `${name}_` : name] = isNumeric
      ? values.map((value) => (value as number) ?? null)
      : values.map((value) => (value === undefined ? null : String(value)))
  }
  const namesOf = (records: (object | undefined)[]): string[] => [
    ...new Set(records.flatMap((record) => Object.keys(record ?? {}))),
  ]
  for (const name of namesOf(trials.map(({ values }) => values)))
    add(
      name,
      trials.map(({ values }) => values[name]),
    )
  for (const name of namesOf(trials.map(({ metrics }) => metrics)))
    add(
      name,
      trials.map(({ metrics }) => metrics?.[name]),
    )
  add(
    'violation',
    trials.map((trial) => trial.constraints && violationOf(trial)),
  )
  add(
    'epochs',
    trials.map(({ executions }) => executions?.reduce((sum, { epochs }) => sum + epochs, 0)),
  )
  add(
    'seconds',
    trials.map(({ seconds }) => seconds),
  )
  return Table.fromColumns(columns)
}
