import { readSource, type Source } from '../files/read-source.ts'
import type { Table } from '../table/table.ts'
import { type ParseCsvOptions, parseCsv } from './parse-csv.ts'

/**
 * Reads a CSV file into a table.
 *
 * @param source An address, a path (in Node), or a file that the user picked (`Blob`).
 * @throws Error when it cannot be read, RangeError when it is not a table: see {@link parseCsv}.
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
export async function loadCsv(source: Source, options: ParseCsvOptions = {}): Promise<Table> {
  const bytes = await readSource(source).catch((cause: unknown) => {
    throw new Error(`loadCsv: expected a readable file, received source=${source}. Check the path or address.`, {
      cause,
    })
  })
  return parseCsv(new TextDecoder().decode(bytes), options)
}
