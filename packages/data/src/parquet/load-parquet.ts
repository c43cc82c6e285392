import { type Compressors, type FileMetaData, parquetMetadata, parquetRead, parquetSchema } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { nearestName, rejectUnknownOptions } from '../arguments/reject-unknown-options.ts'
import { unpackedLimit } from '../files/archives/unpacked-limit.ts'
import { readSource, type Source, unreadable } from '../files/read-source.ts'
import type { Cell, Column } from '../table/column.ts'
import { toColumn } from '../table/column.ts'
import { ownedTable, type Table } from '../table/table.ts'
import { checkPages } from './check-pages.ts'

/** Options of {@link loadParquet}. */
export interface LoadParquetOptions {
  /** Columns to read, in this order. Defaults to all. */
  columns?: readonly string[]
}

/**
 * Reads a Parquet file into a table. Dates and times become milliseconds since 1970 in UTC, true and false 1 and 0, and a
 * column with an integer above 2**53 text.
 *
 * @param source A URL, a path (in Node), or a file picked by the user (`Blob`).
 * @throws Error when the file cannot be read or is not a Parquet file; RangeError for a column that does not exist;
 * TypeError for lists and other nested values.
 *
 * @example
 * ```ts
 * import { loadParquet } from '@dlw/data/parquet'
 *
 * const broken = await loadParquet(new Blob(['a,b'])).catch((error: Error) => error.message.slice(0, 36))
 * broken // → loadParquet: expected a Parquet file
 * ```
 * @see pandas.read_parquet
 */
export async function loadParquet(source: Source, options: LoadParquetOptions = {}): Promise<Table> {
  rejectUnknownOptions('loadParquet', options, ['columns'])
  const bytes = await readSource(source).catch(unreadable('loadParquet', source))
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
  const metadata = metadataOf(file, source)
  const all = parquetSchema(metadata).children.map(({ element }) => element.name)
  const names = options.columns ?? all
  for (const name of names) {
    if (all.includes(name)) continue
    const nearest = nearestName(name, all)
    throw new RangeError(
      `loadParquet: expected columns among ${all.join(', ')}, received ${JSON.stringify(name)}. ${nearest === undefined ? 'Remove it.' : `Did you mean ${JSON.stringify(nearest)}?`}`,
    )
  }
  const rowCount = checkedRows(metadata, bytes.length)
  try {
    checkPages(file, metadata, unpackedLimit(bytes.length) / 8)
  } catch (cause) {
    throw brokenOff((cause as Error).message, cause)
  }
  const cells = new Map(names.map((name) => [name, new Array<unknown>(rowCount).fill(null)]))
  const filled = new Map(names.map((name) => [name, 0]))
  await parquetRead({
    file,
    metadata,
    compressors: boundedBy(unpackedLimit(bytes.length)),
    columns: [...names],
    onChunk({ columnName, columnData, rowStart }) {
      // The library waits for nothing here: an error thrown would end the process.
      filled.set(columnName, filled.get(columnName)! + columnData.length)
      if (rowStart + columnData.length > rowCount) return
      const column = cells.get(columnName)!
      for (let place = 0; place < columnData.length; place++) column[rowStart + place] = columnData[place]
    },
  }).catch((cause: unknown) => {
    throw brokenOff((cause as Error).message, cause)
  })
  for (const [name, count] of filled)
    if (count !== rowCount) throw brokenOff(`${name} has ${count} of ${rowCount} rows`)
  const columns = new Map<string, Column>()
  for (const [name, values] of cells) columns.set(name, columnOf(values, name))
  return ownedTable(columns, rowCount)
}

function brokenOff(problem: string, cause?: unknown): Error {
  return new Error(
    `loadParquet: expected a whole Parquet file, received one that breaks off: ${problem}. Download it again.`,
    { cause },
  )
}

/** Returns the number of rows, which the parts of the file must confirm and its size must make plausible. */
function checkedRows({ num_rows, row_groups, schema }: FileMetaData, fileSize: number): number {
  const rows = Number(num_rows)
  const inGroups = row_groups.reduce((sum, group) => sum + Number(group.num_rows), 0)
  if (!(rows >= 0 && rows === inGroups)) throw brokenOff(`it declares ${rows} rows, and ${inGroups} in its parts`)
  const cells = rows * schema.length
  if (!(8 * cells <= unpackedLimit(fileSize))) throw brokenOff(`it declares ${cells} values in ${fileSize} bytes`)
  return rows
}

/** The decompressors, none of which makes more bytes than that. */
function boundedBy(limit: number): Compressors {
  const bounded = Object.entries(compressors).map(([name, decompress]) => [
    name,
    (input: Uint8Array, length: number) => {
      if (!(length >= 0 && length <= limit)) throw new Error(`a page declares ${length} bytes`)
      return decompress!(input, length)
    },
  ])
  return Object.fromEntries(bounded) as Compressors
}

function metadataOf(file: ArrayBuffer, source: Source): FileMetaData {
  try {
    return parquetMetadata(file)
  } catch (cause) {
    throw new Error(
      `loadParquet: expected a Parquet file, received source=${source instanceof Blob ? 'a Blob' : source}: ${(cause as Error).message}. Use loadCsv or loadJson for text.`,
      { cause },
    )
  }
}

function columnOf(values: readonly unknown[], name: string): Column {
  const isLarge = values.some((value) => {
    return typeof value === 'bigint' && (value > Number.MAX_SAFE_INTEGER || value < -Number.MAX_SAFE_INTEGER)
  })
  const cells = values.map((value, row): Cell => {
    if (value === null || value === undefined) return null
    if (typeof value === 'bigint') return isLarge ? String(value) : Number(value)
    if (typeof value === 'number' || typeof value === 'string') return value
    if (typeof value === 'boolean') return Number(value)
    if (value instanceof Date) return value.getTime()
    throw new TypeError(
      `loadParquet: expected numbers, texts, dates or truth values, received ${Array.isArray(value) ? 'a list' : 'a nested value'} in row ${row} of ${name}. Name the other columns in { columns }.`,
    )
  })
  return toColumn(cells, `loadParquet: expected values of one kind in ${name}`)
}
