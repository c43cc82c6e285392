import type { NativeKernels } from './native-kernels.ts'

/** A convolution in bytes and pixels: everything assembly/convolve.ts has to know. */
export type Convolution = {
  /** Address of the images, and the bytes from one image, row and pixel to the next. */
  x: { address: number; image: number; row: number; pixel: number; height: number; width: number }
  out: { address: number; image: number; row: number; pixel: number; height: number; width: number }
  images: number
  /** Rows and columns of zeros above and left of the image; negative ones cut the image. */
  pad: { top: number; left: number }
  strides: readonly [number, number]
  dilations: readonly [number, number]
  filter: { height: number; width: number; inputs: number; channels: number }
  /** Address of the packed weights. */
  weights: number
}

/** Bytes that {@link packWeights} of assembly/ writes. */
export function packedBytes(depth: number, channels: number): number {
  const last = channels % 8
  return depth * 4 * (channels - last + (last === 0 ? 0 : last > 4 ? 8 : 4))
}

/** Convolves with our own kernel, in bands of output rows. */
export function convolve(kernels: NativeKernels, convolution: Convolution): void {
  const { x, out, images, pad, strides, dilations, filter, weights } = convolution
  if (images * out.height * out.width * filter.channels === 0) return
  const paddedWidth = (out.width - 1) * strides[1] + (filter.width - 1) * dilations[1] + 1
  const paddedHeight = (out.height - 1) * strides[0] + (filter.height - 1) * dilations[0] + 1
  const inside = pad.top === 0 && pad.left === 0 && paddedHeight <= x.height && paddedWidth <= x.width
  // A band of about 256 pixels keeps its inputs in the cache; several bands for each thread keep all of them busy.
  const wanted = Math.ceil((images * out.height) / (8 * kernels.threads))
  const band = Math.max(1, Math.min(Math.ceil(256 / out.width), wanted, out.height))
  const bands = Math.ceil(out.height / band)
  const copyRows = (band - 1) * strides[0] + (filter.height - 1) * dilations[0] + 1
  const tableBytes = ((band * out.width + 6) * 8 + 15) & ~15
  const slotBytes = (tableBytes + (inside ? 0 : copyRows * paddedWidth * x.pixel) + 63) & ~63
  const merged = dilations[1] === 1
  const operations = images * out.height * out.width * filter.channels * filter.height * filter.width * filter.inputs
  kernels.withScratch(slotBytes * kernels.threads, (scratch) => {
    const parameters = [
      ...[x.address, x.image, x.row, x.pixel, x.height, x.width, pad.top, pad.left, strides[0], strides[1]],
      ...[filter.height, merged ? 1 : filter.width, merged ? filter.width * filter.inputs : filter.inputs],
      ...[dilations[0], dilations[1] * x.pixel],
      ...[out.height, out.width, out.address, out.image, out.row, out.pixel, filter.channels, weights],
      ...[band, bands, scratch, slotBytes, inside ? 0 : paddedWidth],
    ]
    kernels.run('convolve', parameters, images * bands, operations)
  })
}
