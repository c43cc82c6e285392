import { type Convolution, packedBytes } from './convolution.ts'
import type { NativeKernels } from './native-kernels.ts'

/** Tiles that are transformed at once: enough for long sums, few enough for the cache. */
const tilesAtOnce = 48

const aligned = (bytes: number): number => (bytes + 63) & ~63

/**
 * Whether the Winograd algorithm pays: 3 × 3 filters side by side, enough channels for its vectors, and tiles of 2 × 2 outputs
 * that do not hang over the edge by much.
 */
export function suitsWinograd({
  filter,
  strides,
  dilations,
  out,
}: {
  filter: { height: number; width: number; inputs: number; channels: number }
  strides: readonly [number, number]
  dilations: readonly [number, number]
  out: { height: number; width: number }
}): boolean {
  if (filter.height !== 3 || filter.width !== 3 || filter.inputs < 8 || filter.channels < 8) return false
  if (Math.max(...strides, ...dilations) > 1) return false
  return 16 * Math.ceil(out.height / 2) * Math.ceil(out.width / 2) <= 7 * out.height * out.width
}

/** Convolves with a 3 × 3 filter at `taps`, `[9, inputs, channels]`. */
export function winogradConvolve(kernels: NativeKernels, convolution: Convolution): void {
  const { x, out, images, pad, filter } = convolution
  const { inputs, channels } = filter
  const floats = inputs * channels
  const across = Math.ceil(out.width / 2)
  const tileRows = Math.ceil(out.height / 2)
  // Several bands for each thread keep all of them busy; digits do not depend on the bands.
  const wanted = Math.ceil((images * tileRows) / (8 * kernels.threads))
  const band = Math.max(1, Math.min(Math.ceil(tilesAtOnce / across), wanted, tileRows))
  const bands = Math.ceil(tileRows / band)
  const positionBytes = packedBytes(inputs, channels)
  const slotBytes = aligned((band * across + 8) * 8 + 64 * (inputs + band * across * (inputs + channels)))
  const weightBytes = aligned(16 * positionBytes)
  kernels.withScratch(weightBytes + Math.max(64 * floats, slotBytes * kernels.threads), (weights) => {
    const scratch = weights + weightBytes
    kernels.transformTaps(filter.address, scratch, floats)
    for (let position = 0; position < 16; position++) {
      const from = scratch + position * floats * 4
      kernels.packWeights(from, weights + position * positionBytes, inputs, channels, channels, 1)
    }
    const parameters = [
      ...[x.address, x.image, x.row, x.pixel, x.height, x.width, pad.top, pad.left, 1, 1],
      ...[1, 1, inputs, 1, 0, out.height, out.width, out.address, out.image, out.row, out.pixel, channels, weights],
      ...[band, bands, scratch, slotBytes, 0, positionBytes],
    ]
    kernels.run('winogradConvolve', parameters, images * bands, images * tileRows * across * 16 * floats)
  })
}

/** A 3 × 3 filter's gradient: everything assembly/winograd-gradient.ts has to know. */
export type WinogradGradient = {
  x: { address: number; height: number; width: number; inputs: number }
  pad: { top: number; left: number }
  dy: { address: number; height: number; width: number; channels: number }
  images: number
  /** Address of the result, `[9, inputs, channels]`. */
  out: number
}

/** The most memory that the sums of one group of rows may take: they have to stay in the cache. */
const largestSums = 524_288

/** Whether {@link winogradFilterGradient} pays, beyond {@link suitsWinograd}. */
export function sumsFit(inputs: number, channels: number): boolean {
  return 16 * sumsOf(inputs, channels) <= largestSums
}

const sumsOf = (inputs: number, channels: number): number => Math.ceil(inputs / 6) * Math.ceil(channels / 8) * 192

/** Sums the gradient of a 3 × 3 filter, in groups of rows. */
export function winogradFilterGradient(kernels: NativeKernels, { x, pad, dy, images, out }: WinogradGradient): void {
  const across = Math.ceil(dy.width / 2)
  const tileRows = Math.ceil(dy.height / 2)
  const band = Math.max(1, Math.min(Math.ceil(tilesAtOnce / across), tileRows))
  const rows = images * tileRows
  const groupRows = Math.max(1, Math.ceil(rows / 8))
  const groups = Math.max(1, Math.ceil(rows / groupRows))
  const sumsBytes = 16 * sumsOf(x.inputs, dy.channels)
  const slotBytes = aligned(64 * (x.inputs + band * across * (x.inputs + dy.channels)) + 64)
  const operations = rows * across * 16 * x.inputs * dy.channels
  kernels.withScratch(groups * sumsBytes + slotBytes * kernels.threads, (sums) => {
    const parameters = [
      ...[x.address, x.height, x.width, pad.top, pad.left, x.inputs],
      ...[dy.address, dy.height, dy.width, dy.channels, images, sums, out],
      ...[band, groups, groupRows, sums + groups * sumsBytes, slotBytes],
    ]
    kernels.run('winogradFilterGradient', parameters, groups, operations)
    kernels.run('winogradTaps', parameters, Math.ceil(x.inputs / 6), (groups * sumsBytes) / 4)
  })
}
