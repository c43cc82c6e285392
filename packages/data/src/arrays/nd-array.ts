/**
 * Numbers in a regular shape, row-major: images `[count, height, width, channels]`, or what a `.npy` file holds.
 *
 * @see numpy.ndarray
 */
export interface NdArray {
  /** Length of each axis. */
  readonly shape: readonly number[]
  /** The values, the last axis fastest. */
  readonly data: Float32Array | Float64Array | Int32Array | Uint8Array
}

/** Whether a value is an {@link NdArray}. */
export function isNdArray(value: unknown): value is NdArray {
  const candidate = value as Partial<NdArray> | null
  return typeof candidate === 'object' && Array.isArray(candidate?.shape) && ArrayBuffer.isView(candidate.data)
}
