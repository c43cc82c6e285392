import { readZip } from '../files/archives/read-zip.ts'
import type { NdArray } from './nd-array.ts'
import { parseNpy } from './parse-npy.ts'

/**
 * Reads the arrays of a NumPy `.npz` archive, compressed or not, by name.
 *
 * Checksums are checked, and an archive that would grow beyond a hundred times its size (and 128 MiB) is not unpacked.
 *
 * @throws RangeError for content that is not a whole zip archive of arrays; for its arrays as {@link parseNpy}.
 *
 * @example
 * ```ts
 * import { readFile } from 'node:fs/promises'
 * import { parseNpz } from '@dlw/data'
 *
 * const arrays = parseNpz(await readFile('data.npz'))
 * Object.keys(arrays) // → ['images', 'labels']
 * arrays.labels!.data // → Int32Array(2) [ 1, 2 ]
 * ```
 * @see numpy.load
 */
export function parseNpz(content: Uint8Array): Record<string, NdArray> {
  let files: Map<string, Uint8Array>
  try {
    files = readZip(content)
  } catch (cause) {
    throw new RangeError(
      `parseNpz: expected a whole .npz archive, received ${content.length} bytes: ${(cause as Error).message}. Download it again, or save the arrays with numpy.savez.`,
      { cause },
    )
  }
  const arrays = [...files].filter(([name]) => name.endsWith('.npy'))
  if (arrays.length === 0 && files.size > 0) {
    throw new RangeError(
      `parseNpz: expected arrays, received a zip archive of ${[...files.keys()].slice(0, 3).join(', ')} without any. Save the arrays with numpy.savez.`,
    )
  }
  return Object.fromEntries(arrays.map(([name, file]) => [name.slice(0, -'.npy'.length), parseNpy(file)]))
}
