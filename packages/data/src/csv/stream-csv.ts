import { type Source, streamSource, unreadable } from '../files/read-source.ts'
import { isNumeric } from '../table/column.ts'
import type { Table } from '../table/table.ts'
import { codeUnits } from './code-units.ts'
import { type ColumnNames, columnNames } from './column-names.ts'
import { type ColumnType, checkCsvOptions } from './csv-options.ts'
import { decodeStream } from './decode-stream.ts'
import type { LoadCsvOptions } from './load-csv.ts'
import { dialectOf, tableOf } from './parse-csv.ts'
import type { Records } from './records.ts'
import { splitRecords } from './split-records.ts'

/** Options of {@link streamCsv}. */
export interface StreamCsvOptions extends Omit<LoadCsvOptions, 'skipFooter'> {
  /** Rows per table; the last has the remainder. Defaults to 10,000. */
  rowsPerChunk?: number
}

/**
 * Reads a CSV file of any size in chunks, one table at a time, so that only one chunk is in memory. Takes the options
 * of `loadCsv`. The first chunk determines the column types; set `types` if later rows may differ.
 *
 * @param source A URL, a path (in Node), or a file picked by the user (`Blob`). Gzip files are decompressed.
 * @throws Error when the file cannot be read; RangeError with the line for a later cell that does not match the column
 * type of the first table, and as `parseCsv`.
 *
 * @example
 * ```ts
 * import { streamCsv } from '@dlw/data'
 *
 * const file = new Blob(['x,y\n1,2\n3,4\n5,6\n'])
 * const sums = []
 * for await (const table of streamCsv(file, { rowsPerChunk: 2 })) {
 *   sums.push(table.numbers('y').reduce((sum, y) => sum + y, 0))
 * }
 * sums // → [6, 6]
 * ```
 * @see pandas.read_csv(chunksize=…)
 */
export async function* streamCsv(source: Source, options: StreamCsvOptions = {}): AsyncGenerator<Table, void, void> {
  checkCsvOptions(options, 'streamCsv', ['encoding', 'rowsPerChunk'])
  const { rowsPerChunk = 10_000, encoding, nRows = Infinity, ...rest } = options
  if (!(Number.isInteger(rowsPerChunk) && rowsPerChunk >= 1)) {
    throw new RangeError(
      `streamCsv: expected rowsPerChunk to be an integer of at least 1, received rowsPerChunk=${rowsPerChunk}. Use for example 10000.`,
    )
  }
  if ('skipFooter' in rest) {
    throw new RangeError(
      'streamCsv: expected options without skipFooter, received skipFooter: the end of a stream is not known. Use loadCsv.',
    )
  }
  const bytes = await streamSource(source).catch(unreadable('streamCsv', source))
  const header = rest.header === null || (rest.header === undefined && rest.columns) ? [] : [rest.header ?? 0].flat()
  const headerLines = header.reduce((most, line) => Math.max(most, line + 1), 0)
  let first: { names: ColumnNames; types: Record<string, ColumnType>; columns: string[] } | undefined
  let left = nRows
  for await (const { records, notes } of recordChunks(bytes, { ...rest, encoding, rowsPerChunk, headerLines })) {
    const names = first?.names ?? columnNames(records, rest)
    const types = first ? { ...first.types, ...given(rest.types, first.columns) } : rest.types
    const table = tableOf(records, { ...rest, ...(types && { types }), nRows: left }, first ? [] : notes, names)
    left -= table.shape[0]
    if (first === undefined) {
      const kinds = table.columns.map((name) => [name, isNumeric(table.column(name)) ? 'number' : 'text'] as const)
      first = { names: { ...names, firstRow: 0 }, types: Object.fromEntries(kinds), columns: table.columns }
    } else if (table.shape[1] !== first.columns.length) {
      throw new RangeError(
        `streamCsv: expected ${first.columns.length} columns as in the first rows, received ${table.shape[1]} after line ${records.lines[0]}. Look at that line: an empty column is none there.`,
      )
    }
    if (table.shape[0] > 0 || table.columns.length > 0) yield table
    if (left <= 0) return
  }
}

function given(types: LoadCsvOptions['types'], columns: readonly string[]): Readonly<Record<string, ColumnType>> {
  if (typeof types !== 'string') return types ?? {}
  return Object.fromEntries(columns.map((name) => [name, types]))
}

interface ChunkOptions extends Omit<StreamCsvOptions, 'rowsPerChunk' | 'encoding'> {
  rowsPerChunk: number
  headerLines: number
  encoding: string | undefined
}

/** Yields records chunk by chunk; the first chunk also contains the header. */
async function* recordChunks(
  bytes: ReadableStream<Uint8Array<ArrayBuffer>>,
  { rowsPerChunk, headerLines, encoding, ...options }: ChunkOptions,
): AsyncGenerator<{ records: Records; notes: ReturnType<typeof dialectOf>['notes'] }, void, void> {
  let parts: string[] = []
  let length = 0
  let wanted = 0
  let start: ReturnType<typeof dialectOf> | undefined
  let place = { from: 0, linesBefore: 0, recordsBefore: 0 }
  let wantedRecords = headerLines + rowsPerChunk
  let isFirst = true
  const texts = decodeStream(bytes, encoding, 'streamCsv')
  for (let isLast = false; !isLast; ) {
    const next = await texts.next()
    isLast = next.done === true
    if (!next.done) {
      parts.push(next.value)
      length += next.value.length
      // Enough text to guess the separator, without parsing the same text repeatedly.
      if (length < Math.max(wanted, start ? 0 : 100_000)) continue
    }
    let text = parts.join('')
    if (start === undefined) {
      start = dialectOf(text, options)
      text = start.plain
      place = { from: start.from, linesBefore: start.from > 0 ? 1 : 0, recordsBefore: 0 }
    }
    const units = codeUnits(text)
    for (;;) {
      const records = splitRecords(text, start.dialect, { ...place, units, final: isLast, maxRecords: wantedRecords })
      const isWhole = records.count === wantedRecords
      if (isWhole || (isLast && (records.count > 0 || isFirst))) {
        yield { records, notes: start.notes }
        isFirst = false
        wantedRecords = rowsPerChunk
        place = { from: records.end, linesBefore: records.linesRead, recordsBefore: records.recordsRead }
      }
      if (!isWhole) break
    }
    text = text.slice(place.from)
    place = { ...place, from: 0 }
    parts = [text]
    length = text.length
    wanted = 1.5 * length
  }
}
