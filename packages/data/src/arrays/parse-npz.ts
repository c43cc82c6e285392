import { unzipSync } from 'fflate'
import type { NdArray } from './nd-array.ts'
import { parseNpy } from './parse-npy.ts'

/**
 * Reads the arrays of a NumPy `.npz` archive, compressed or not, by name.
 *
 * @throws RangeError for content that is no zip archive; for its arrays what {@link parseNpy} throws.
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
  let files: Record<string, Uint8Array>
  try {
    files = unzipSync(content, { filter: ({ name }) => name.endsWith('.npy') })
  } catch (cause) {
    throw new RangeError(
      `parseNpz: expected a zip archive, received ${content.length} bytes that are none. Save the arrays with numpy.savez.`,
      { cause },
    )
  }
  return Object.fromEntries(
    Object.entries(files).map(([name, file]) => [name.slice(0, -'.npy'.length), parseNpy(file)]),
  )
}
