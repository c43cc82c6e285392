/**
 * A dense n-dimensional array of numbers in row-major order, such as images `[count, height, width, channels]` or the
 * content of a `.npy` file.
 *
 * @see numpy.ndarray
 */
export interface NdArray {
  /** Length of each axis. */
  readonly shape: readonly number[]
  /** The values in row-major order (last axis fastest). */
  readonly data: Float32Array | Float64Array | Int32Array | Uint8Array
}

/** Returns whether a value is an {@link NdArray}. */
export function isNdArray(value: unknown): value is NdArray {
  const candidate = value as Partial<NdArray> | null
  return typeof candidate === 'object' && Array.isArray(candidate?.shape) && ArrayBuffer.isView(candidate.data)
}
