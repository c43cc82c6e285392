import { type Convolution, packedBytes } from './convolution.ts'
import type { NativeKernels } from './native-kernels.ts'
import { suitsWinograd, winogradConvolve } from './winograd.ts'

/** Convolves with our own kernels, in bands of output rows. */
export function convolve(kernels: NativeKernels, convolution: Convolution): void {
  const { x, out, images, pad, strides, dilations, filter } = convolution
  if (images * out.height * out.width * filter.channels === 0) return
  if (suitsWinograd(convolution)) {
    winogradConvolve(kernels, convolution)
    return
  }
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
  const depth = filter.height * filter.width * filter.inputs
  const weightBytes = (packedBytes(Math.max(depth, 1), filter.channels) + 63) & ~63
  kernels.withScratch(weightBytes + slotBytes * kernels.threads, (weights) => {
    const steps: [number, number] = filter.transposed ? [1, depth] : [filter.channels, 1]
    kernels.packWeights(filter.address, weights, depth, filter.channels, ...steps)
    const parameters = [
      ...[x.address, x.image, x.row, x.pixel, x.height, x.width, pad.top, pad.left, strides[0], strides[1]],
      ...[filter.height, merged ? 1 : filter.width, merged ? filter.width * filter.inputs : filter.inputs],
      ...[dilations[0], dilations[1] * x.pixel],
      ...[out.height, out.width, out.address, out.image, out.row, out.pixel, filter.channels, weights],
      ...[band, bands, weights + weightBytes, slotBytes, inside ? 0 : paddedWidth],
    ]
    kernels.run('convolve', parameters, images * bands, images * out.height * out.width * filter.channels * depth)
  })
}
