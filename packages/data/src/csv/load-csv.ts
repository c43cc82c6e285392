import { readSource, type Source } from '../files/read-source.ts'
import type { Table } from '../table/table.ts'
import { checkCsvOptions, type ParseCsvOptions } from './csv-options.ts'
import { decodeText } from './decode-text.ts'
import { parseCsv } from './parse-csv.ts'

/** Options of {@link loadCsv}. */
export interface LoadCsvOptions extends ParseCsvOptions {
  /**
   * How the text is encoded, as a label of the Encoding standard: `'latin1'` (which is Windows-1252 there),
   * `'utf-16le'`, `'shift_jis'`, … Defaults to what a byte-order mark says, else UTF-8.
   */
  encoding?: string
}

/**
 * Reads a CSV file into a table, as {@link parseCsv} does; gzip is unpacked.
 *
 * @param source An address, a path (in Node), or a file that the user picked (`Blob`).
 * @throws Error when it cannot be read; RangeError when it is not text in its encoding or not a table: see
 * {@link parseCsv}.
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
  const bytes = await readSource(source).catch((cause: unknown) => {
    throw new Error(`loadCsv: expected a readable file, received source=${source}. Check the path or address.`, {
      cause,
    })
  })
  return parseCsv(await decodeText(bytes, encoding, 'loadCsv'), rest)
}
