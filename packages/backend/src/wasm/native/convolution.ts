/** A convolution in bytes and pixels: everything assembly/ has to know. */
export type Convolution = {
  /** Address of the images, and the bytes from one image, row and pixel to the next. */
  x: { address: number; image: number; row: number; pixel: number; height: number; width: number }
  out: { address: number; image: number; row: number; pixel: number; height: number; width: number }
  images: number
  /** Rows and columns of zeros above and left of the image; negative ones cut the image. */
  pad: { top: number; left: number }
  strides: readonly [number, number]
  dilations: readonly [number, number]
  /** `[height, width, inputs, channels]` at `address`; for a transposed matrix, the last two are the other way round. */
  filter: { address: number; height: number; width: number; inputs: number; channels: number; transposed?: boolean }
}

/** Bytes that packWeights of assembly/ writes. */
export function packedBytes(depth: number, channels: number): number {
  const last = channels % 8
  return depth * 4 * (channels - last + (last === 0 ? 0 : last > 4 ? 8 : 4))
}
