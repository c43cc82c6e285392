import { readSource, type Source, unreadable } from '../files/read-source.ts'
import type { NdArray } from './nd-array.ts'
import { parseNpy } from './parse-npy.ts'
import { parseNpz } from './parse-npz.ts'

/**
 * Reads an array from a NumPy `.npy` file.
 *
 * @param source A URL, a path (in Node), or a file picked by the user (`Blob`).
 * @throws Error when the file cannot be read; otherwise as {@link parseNpy}.
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
  return parseNpy(await readSource(source).catch(unreadable('loadNpy', source)))
}

/**
 * Reads the arrays of a NumPy `.npz` archive, by name.
 *
 * @param source As for {@link loadNpy}.
 * @throws Error when the file cannot be read; otherwise as {@link parseNpz}.
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
  return parseNpz(await readSource(source).catch(unreadable('loadNpz', source)))
}
