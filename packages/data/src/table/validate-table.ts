import { rejectUnknownOptions } from '../arguments/reject-unknown-options.ts'
import { isLargeInteger } from '../csv/read-number.ts'
import { type Column, isMissing, isNumeric } from './column.ts'
import { strayTexts } from './not-numeric.ts'
import type { Table } from './table.ts'
import { type Finding, TableReport } from './table-report.ts'

/** Options of {@link validateTable}. */
export interface ValidateTableOptions {
  /** Least and greatest value that can be true, by column; `*_x` stands for all columns that end so. Defaults to none. */
  ranges?: Readonly<Record<string, readonly [least: number, greatest: number]>>
}

/**
 * Looks for what does not belong into a table: missing and infinite values, codes for "missing" such as −999, values
 * far from all others, values outside given ranges, texts among numbers, columns that never change, and rows or columns that come twice.
 * Nothing is changed: decide for each finding.
 *
 * @returns A report with the findings as data; `String(report)` is for people.
 *
 * @example
 * ```ts
 * import { loadPenguins, validateTable } from '@dlw/data'
 *
 * const report = validateTable(loadPenguins())
 * report.findings.map(({ kind, column, count }) => `${column}: ${count} ${kind}`)[4] // → sex: 11 missing
 * ```
 */
export function validateTable(table: Table, options: ValidateTableOptions = {}): TableReport {
  rejectUnknownOptions('validateTable', options, ['ranges'])
  const { ranges = {} } = options
  const bounds = Object.entries(ranges).map(([name, range]) => [matcher(name), range] as const)
  const findings = table.columns.flatMap((name) => {
    const column = table.column(name)
    const range = bounds.find(([pattern]) => pattern.test(name))?.[1]
    const note = table.notes.find((own) => own.column === name)
    return inColumn(column, range).map((finding) => ({
      ...finding,
      ...(note?.kind === finding.kind && note.value === finding.value && note.line && { line: note.line }),
      column: name,
    }))
  })
  return new TableReport(table.shape, [...findings, ...sameColumns(table), ...doubleRows(table)])
}

type Found = Omit<Finding, 'column'>

function inColumn(column: Column, range?: readonly [number, number]): Found[] {
  const found: Found[] = []
  const report = (kind: Finding['kind'], rows: number[], value?: number | string): void => {
    if (rows.length > 0) found.push({ kind, count: rows.length, rows, ...(value !== undefined && { value }) })
  }
  const all = Array.from({ length: column.length }, (_, row) => row)
  report(
    'missing',
    all.filter((row) => isMissing(column, row)),
  )
  const present = all.filter((row) => !isMissing(column, row))
  const values = new Set(present.map((row) => column[row]!))
  if (values.size === 1 && present.length > 1) report('constant', present, column[present[0]!]!)
  if (!isNumeric(column)) {
    const large = all.filter((row) => column[row] !== null && isLargeInteger(column[row]!))
    report('largeInteger', large, large.length > 0 ? column[large[0]!]! : undefined)
    const stray = strayTexts(column)
    if (stray) report('notNumber', stray.rows, column[stray.rows[0]!]!)
    return found
  }
  report(
    'infinite',
    present.filter((row) => !Number.isFinite(column[row])),
  )
  for (const value of farOutliers([...values] as number[])) {
    report(
      isCode(value) ? 'sentinel' : 'outlier',
      present.filter((row) => column[row] === value),
      value,
    )
  }
  if (range) {
    report(
      'outOfRange',
      present.filter((row) => !(column[row]! >= range[0] && column[row]! <= range[1])),
    )
  }
  return found
}

/** The least and the greatest value where they lie further from the next than all the others from one another. */
function farOutliers(values: readonly number[]): number[] {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b)
  // A column of few values, as 0 and 1, has no middle to be far from.
  if (sorted.length < 8) return []
  const found: number[] = []
  if (sorted[1]! - sorted[0]! > sorted.at(-1)! - sorted[1]!) found.push(sorted[0]!)
  if (sorted.at(-1)! - sorted.at(-2)! > sorted.at(-2)! - sorted[0]!) found.push(sorted.at(-1)!)
  return found
}

/** Numbers of nines and the ends of integer types: what people write where a value is missing. */
const isCode = (value: number): boolean => /^-?9{2,}(\.9+)?$|^-(32768|2147483648)$/.test(String(value))

function sameColumns(table: Table): Finding[] {
  const names = table.columns
  return names.flatMap((name, place) => {
    const column = table.column(name)
    const earlier = names.slice(0, place).find((other) => same(table.column(other), column))
    return earlier === undefined || column.length < 2
      ? []
      : [{ kind: 'sameColumn', column: name, value: earlier, count: column.length, rows: [] }]
  })
}

const same = (a: Column, b: Column): boolean =>
  isNumeric(a) === isNumeric(b) && Array.prototype.every.call(a, (value, row) => Object.is(value, b[row]))

function doubleRows(table: Table): Finding[] {
  const columns = table.columns.map((name) => table.column(name))
  const seen = new Set<string>()
  const rows: number[] = []
  for (let row = 0; row < table.shape[0]; row++) {
    const text = JSON.stringify(columns.map((column) => column[row]))
    if (seen.has(text)) rows.push(row)
    seen.add(text)
  }
  return rows.length > 0 ? [{ kind: 'sameRow', column: undefined, count: rows.length, rows }] : []
}

function matcher(name: string): RegExp {
  return new RegExp(
    `^${name
      .split('*')
      .map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}$`,
  )
}
