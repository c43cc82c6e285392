import type { TableNote } from '../table/table-note.ts'
import type { ParseCsvOptions } from './csv-options.ts'
import { fieldText, type Records } from './records.ts'

/** The records that are rows. */
export interface RowRecords {
  rows: Int32Array
  /** Number of columns, without an empty last one caused by a trailing separator. */
  width: number
  notes: TableNote[]
}

/** Options of {@link rowRecords}. */
export interface RowRecordsOptions extends Pick<ParseCsvOptions, 'onBadLines' | 'skipFooter' | 'nRows'> {
  firstRow: number
  /** The column names as written in the file. */
  written: readonly string[]
}

/**
 * Checks that all records have the same number of fields.
 *
 * @throws RangeError with the line of the first record that differs.
 */
export function rowRecords(
  records: Records,
  nameCount: number,
  { firstRow, written, onBadLines = 'error', skipFooter = 0, nRows = Infinity }: RowRecordsOptions,
): RowRecords {
  const end = Math.max(firstRow, Math.min(records.count - skipFooter, firstRow + nRows))
  const notes: TableNote[] = []
  const { firstField } = records
  const widthOf = (record: number): number => firstField[record + 1]! - firstField[record]!
  const isEmpty = (record: number, column: number): boolean =>
    widthOf(record) <= column || fieldText(records, firstField[record]! + column).trim() === ''
  const every = (holds: (record: number) => boolean): boolean => {
    for (let record = firstRow; record < end; record++) if (!holds(record)) return false
    return true
  }
  let width = nameCount
  // Trailing separators: extra names or fields that are all empty.
  if (end > firstRow)
    while (written[width - 1] === '' && width > 1 && every((record) => isEmpty(record, width - 1))) width--
  const trailing = end > firstRow && every((record) => widthOf(record) === width + 1 && isEmpty(record, width))
  if (width < nameCount || trailing) {
    notes.push({
      kind: 'trailingSeparator',
      message: 'Every line ends in a separator with nothing behind it, which is no column.',
    })
  }
  const most = trailing ? width + 1 : nameCount
  const least = trailing ? width + 1 : width
  const rows = new Int32Array(end - firstRow)
  let kept = 0
  let firstSkipped = 0
  for (let record = firstRow; record < end; record++) {
    const found = widthOf(record)
    if (found > most || found < least) {
      const isShort = found < least
      if (onBadLines === 'error' || (onBadLines === 'fill' && !isShort)) {
        const line = records.lines[record]
        const advice = isShort
          ? "Quote fields that hold a separator, and leave missing ones empty. Pass { onBadLines: 'fill' } to take what a line lacks for missing, or 'skip' to leave it out."
          : 'Quote fields that hold a separator, and leave missing ones empty. Pass another { separator } if it is not the right one.'
        throw new RangeError(
          `parseCsv: expected ${width} fields in line ${line}, received ${found}. ${advice}${allLonger(found)}`,
        )
      }
      if (onBadLines === 'skip') {
        if (firstSkipped === 0) firstSkipped = records.lines[record]!
        continue
      }
    }
    rows[kept++] = record
  }
  const skipped = rows.length - kept
  if (skipped > 0) {
    const message = `${skipped} ${skipped === 1 ? 'line has' : 'lines have'} not ${width} fields and ${skipped === 1 ? 'is' : 'are'} left out, the first in line ${firstSkipped}.`
    notes.push({ kind: 'skippedLines', line: firstSkipped, message })
  }
  return { rows: rows.subarray(0, kept), width, notes }

  /** R writes row names without a column name. */
  function allLonger(found: number): string {
    const isIndex = found === width + 1 && end - firstRow > 1 && every((record) => widthOf(record) === found)
    return isIndex ? ' Every line has one field more than there are names: name all with { columns, header: 0 }.' : ''
  }
}
