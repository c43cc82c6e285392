import { rejectUnknownOptions } from '../arguments/reject-unknown-options.ts'
import { decodeText } from '../csv/decode-text.ts'
import { readSource, type Source } from '../files/read-source.ts'
import type { Table } from '../table/table.ts'
import { type ParseJsonOptions, parseJson } from './parse-json.ts'

/**
 * Reads a JSON file into a table, as {@link parseJson} does; gzip is unpacked.
 *
 * @param source An address, a path (in Node), or a file that the user picked (`Blob`).
 * @throws Error when it cannot be read; RangeError when it is no table: see {@link parseJson}.
 *
 * @example
 * ```ts
 * import { loadJson } from '@dlw/data'
 *
 * const table = await loadJson(new Blob(['{"a": [1, 2], "b": ["x", "y"]}']))
 * table.shape // → [2, 2]
 * ```
 * @see pandas.read_json
 */
export async function loadJson(source: Source, options: ParseJsonOptions = {}): Promise<Table> {
  rejectUnknownOptions('loadJson', options, ['orient'])
  const bytes = await readSource(source).catch((cause: unknown) => {
    throw new Error(`loadJson: expected a readable file, received source=${source}. Check the path or address.`, {
      cause,
    })
  })
  return parseJson(await decodeText(bytes, undefined, 'loadJson'), options)
}
