import { rejectUnknownOptions } from '../arguments/reject-unknown-options.ts'
import { decodeText } from '../csv/decode-text.ts'
import { readSource, type Source, unreadable } from '../files/read-source.ts'
import type { Table } from '../table/table.ts'
import { type ParseJsonOptions, parseJson } from './parse-json.ts'

/**
 * Reads a JSON file into a table, as {@link parseJson} does. Gzip files are decompressed.
 *
 * @param source A URL, a path (in Node), or a file picked by the user (`Blob`).
 * @throws Error when the file cannot be read; RangeError when it is not a table: see {@link parseJson}.
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
  const bytes = await readSource(source).catch(unreadable('loadJson', source))
  return parseJson(await decodeText(bytes, undefined, 'loadJson'), options)
}
