import { readSource, type Source } from '../files/read-source.ts'
import type { NdArray } from './nd-array.ts'
import { parseNpy } from './parse-npy.ts'
import { parseNpz } from './parse-npz.ts'

/**
 * Reads an array from a NumPy `.npy` file.
 *
 * @param source An address, a path (in Node), or a file that the user picked (`Blob`).
 * @throws Error when it cannot be read; else what {@link parseNpy} throws.
 *
 * @example
 * ```ts
 * import { loadNpy } from '@dlw/data'
 *
 * const images = await loadNpy('digits/train_images.npy')
 * images.shape // → [4, 8, 8, 1]
 * ```
 * @see numpy.load
 */
export async function loadNpy(source: Source): Promise<NdArray> {
  return parseNpy(await read(source, 'loadNpy'))
}

/**
 * Reads the arrays of a NumPy `.npz` archive, by name.
 *
 * @param source As of {@link loadNpy}.
 * @throws Error when it cannot be read; else what {@link parseNpz} throws.
 *
 * @example
 * ```ts
 * import { loadNpz } from '@dlw/data'
 *
 * const { images, labels } = await loadNpz('data.npz')
 * images!.shape // → [2, 3, 4]
 * labels!.data // → Int32Array(2) [ 1, 2 ]
 * ```
 * @see numpy.load
 */
export async function loadNpz(source: Source): Promise<Record<string, NdArray>> {
  return parseNpz(await read(source, 'loadNpz'))
}

async function read(source: Source, where: string): Promise<Uint8Array> {
  return readSource(source).catch((cause: unknown) => {
    throw new Error(`${where}: expected a readable file, received source=${source}. Check the path or address.`, {
      cause,
    })
  })
}
