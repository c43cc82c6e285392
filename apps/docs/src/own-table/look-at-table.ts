import { type Table, validateTable } from '@dlw/data'
import { type ColumnKind, columnKinds, isClasses, isRowNumber, shownCell } from './table-columns.ts'
import type { SampleColumn, TableView } from './table-messages.ts'

const most = { columns: 100, rows: 8, sample: 500, numbers: 4, groups: 8, warnings: 50 }
const likelyTargets =
  /^(target|label|labels|class|species|category|outcome|diagnosis|survived|churn|default|quality|price|y)$/i

/** Describes a table for the page: its first rows, its columns, what is suspicious, and a sample for a pair plot. */
export function lookAtTable(table: Table): TableView {
  const columns = columnKinds(table)
  const shown = columns.slice(0, most.columns)
  const head = table.head(most.rows).toObjects()
  const warnings = [
    ...table.notes.map(({ message }) => message),
    ...String(validateTable(table)).split('\n').slice(1),
    ...(columns.length > shown.length ? [`${columns.length - shown.length} more columns are not shown.`] : []),
  ].map((text) => text.trim())
  return {
    rows: table.shape[0],
    columns: columns.slice(0, 1000),
    head: head.map((row) => shown.map(({ name }) => shownCell(row[name]))),
    warnings: [
      ...warnings.slice(0, most.warnings),
      ...(warnings.length > most.warnings ? [`… and ${warnings.length - most.warnings} more.`] : []),
    ],
    sample: sampleOf(table, columns),
    suggested: suggestTarget(table, columns),
  }
}

function suggestTarget(table: Table, columns: readonly ColumnKind[]): string {
  const usable = columns.filter(({ distinct }) => distinct > 1)
  const named = usable.find(({ name }) => likelyTargets.test(name))
  const classes = usable.filter((kind) => kind.distinct <= 10 && isClasses(table, kind))
  return (named ?? classes.at(-1) ?? usable.filter(({ isNumber }) => isNumber).at(-1) ?? columns.at(-1))!.name
}

/** Some rows that have all numbers of the plot, and the columns that can colour them. */
function sampleOf(table: Table, columns: readonly ColumnKind[]): TableView['sample'] {
  const candidates = columns.filter(
    ({ name, isNumber, missing, distinct }) =>
      isNumber && distinct > 2 && missing < table.shape[0] / 2 && !isRowNumber(table.numbers(name)),
  )
  // Quantities tell more than codes.
  const numbers = candidates
    .toSorted((a, b) => Number(b.distinct > 10) - Number(a.distinct > 10))
    .slice(0, most.numbers)
  if (numbers.length === 0) return { numbers: [], groups: [] }
  const names = columns.map(({ name }) => name).filter((name) => numbers.some((column) => column.name === name))
  const complete = table.dropMissing(...names)
  const finite = complete.filter((row) => names.every((name) => Number.isFinite(row[name])))
  const count = Math.min(most.sample, finite.shape[0])
  if (count < 3) return { numbers: [], groups: [] }
  const sample = finite.sample({ count, seed: 0 })
  const groups = columns.filter((kind) => kind.distinct >= 2 && kind.distinct <= most.groups && isClasses(table, kind))
  return {
    numbers: names.map((name): SampleColumn<number> => ({ name, values: [...sample.numbers(name)] })),
    groups: groups.slice(0, most.columns).map(({ name }): SampleColumn<string> => {
      const column = sample.column(name)
      return { name, values: Array.from({ length: count }, (_, row) => shownCell(column[row]) || 'missing') }
    }),
  }
}
