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
 * const images = await loadNpy('train_images.npy').catch((error: Error) => error.message)
 * console.log(images) // → loadNpy: expected a readable file, received source=train_images.npy. …
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
 * const archive = await loadNpz('data.npz').catch((error: Error) => error.message)
 * console.log(archive) // → loadNpz: expected a readable file, received source=data.npz. …
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
