import { readSource, type Source, unreadable } from '../files/read-source.ts'
import type { Table } from '../table/table.ts'
import { checkCsvOptions, type ParseCsvOptions } from './csv-options.ts'
import { decodeText } from './decode-text.ts'
import { parseCsv } from './parse-csv.ts'

/** Options of {@link loadCsv}. */
export interface LoadCsvOptions extends ParseCsvOptions {
  /**
   * Text encoding, as a label of the Encoding standard: `'latin1'` (which means Windows-1252 there), `'utf-16le'`,
   * `'shift_jis'`, … Defaults to the byte-order mark's encoding, otherwise UTF-8.
   */
  encoding?: string
}

/**
 * Reads a CSV file into a table, as {@link parseCsv} does. Gzip files are decompressed.
 *
 * @param source A URL, a path (in Node), or a file picked by the user (`Blob`).
 * @throws Error when the file cannot be read; RangeError for bytes invalid in the encoding, and as {@link parseCsv}.
 *
 * @example
 * ```ts
 * import { loadCsv } from '@dlw/data'
 *
 * const penguins = await loadCsv('penguins.csv')
 * penguins.shape // → [344, 7]
 * penguins.columns[0] // → species
 * ```
 * @see pandas.read_csv
 */
export async function loadCsv(source: Source, options: LoadCsvOptions = {}): Promise<Table> {
  checkCsvOptions(options, 'loadCsv', ['encoding'])
  const { encoding, ...rest } = options
  const bytes = await readSource(source).catch(unreadable('loadCsv', source))
  return parseCsv(await decodeText(bytes, encoding, 'loadCsv'), rest)
}
