import { readNumber } from './read-number.ts'
import { type Records, recordTexts } from './records.ts'

/** Column names and the position of the first row. */
export interface ColumnNames {
  names: string[]
  /** Index of the first record that is a row. */
  firstRow: number
  /** The names as written in the file, for notes; equal to `names` if none was changed. */
  written: string[]
}

/**
 * Determines the column names: the given ones, those of the header made unique as in pandas, or column numbers.
 *
 * @throws RangeError when there is no header line, or it contains only numbers.
 */
export function columnNames(
  records: Records,
  { header, columns }: { header?: number | readonly number[] | null; columns?: readonly string[] },
): ColumnNames {
  const lines = header === undefined ? (columns ? [] : [0]) : header === null ? [] : [header].flat()
  const last = lines.reduce((most, line) => Math.max(most, line), -1)
  if (records.count <= last) {
    throw new RangeError(
      records.count === 0
        ? 'parseCsv: expected a header line, received empty text. Check that the file was read.'
        : `parseCsv: expected a header in line ${last} after what is skipped, received ${records.count} lines. Count from 0.`,
    )
  }
  const firstRow = last + 1
  if (columns) return { names: [...columns], written: [...columns], firstRow }
  if (lines.length === 0) {
    const names = Array.from({ length: widest(records) }, (_, column) => String(column))
    return { names, written: names, firstRow }
  }
  const parts = lines.map((line) => recordTexts(records, line).map((name) => name.trim()))
  if (header === undefined) refuseNumbers(parts[0]!, records.lines[0]!)
  const width = parts.reduce((most, names) => Math.max(most, names.length), 0)
  const written = Array.from({ length: width }, (_, column) =>
    parts
      .map((names) => names[column] ?? '')
      .filter((name) => name !== '')
      .join('_'),
  )
  return { names: uniqueNames(written), written, firstRow }
}

function refuseNumbers(names: readonly string[], line: number): void {
  if (!names.every((name) => !Number.isNaN(readNumber(name)))) return
  throw new RangeError(
    `parseCsv: expected column names in line ${line}, received only numbers: ${names.slice(0, 4).join(', ')}. Pass the names as { columns } when the file has no header.`,
  )
}

function widest({ count, firstField }: Records): number {
  let most = 0
  for (let record = 0; record < count; record++) most = Math.max(most, firstField[record + 1]! - firstField[record]!)
  return most
}

/** Makes names unique as pandas does: `a`, `a.1`, `a.2`; `Unnamed: 0` for an empty name. */
export function uniqueNames(written: readonly string[]): string[] {
  const names = written.map((name, column) => (name === '' ? `Unnamed: ${column}` : name))
  const counts = new Map<string, number>()
  const taken = new Set(names)
  const named = [...names.keys()].filter((column) => written[column] !== '')
  const unnamed = [...names.keys()].filter((column) => written[column] === '')
  for (const column of [...named, ...unnamed]) {
    const old = names[column]!
    let name = old
    let count = counts.get(old) ?? 0
    while (count > 0) {
      counts.set(old, count + 1)
      name = `${old}.${count}`
      count = taken.has(name) ? count + 1 : (counts.get(name) ?? 0)
    }
    names[column] = name
    taken.add(name)
    counts.set(name, count + 1)
  }
  return names
}
