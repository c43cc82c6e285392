import type { NativeKernels } from './native-kernels.ts'

/** A filter's gradient in bytes and pixels: everything assembly/filter-gradient.ts has to know. */
export type FilterGradient = {
  /** Address of the images, padding included, and the bytes from one image, row and pixel to the next. */
  x: { address: number; image: number; row: number; pixel: number }
  dy: { address: number; height: number; width: number; channels: number }
  images: number
  strides: readonly [number, number]
  /** Rows of the filter, and the inputs under one row of it. */
  filter: { height: number; length: number }
  /** Address of the result, `[height, length, channels]`. */
  out: number
}

/** Sums a filter's gradient with our own kernel, in shares of the filter. */
export function filterGradient(kernels: NativeKernels, { x, dy, images, strides, filter, out }: FilterGradient): void {
  const panels = Math.ceil(dy.channels / 8)
  const tiles = Math.ceil(filter.length / 6)
  const rows = images * dy.height
  const band = Math.max(1, Math.ceil(64 / dy.width))
  // Groups of rows where the sums are small beside what is summed; else the inputs are shared out.
  const sumsBytes = filter.height * tiles * panels * 192
  const groupable = sumsBytes <= 262_144 && rows >= 16 * band
  const groupRows = groupable ? band * Math.ceil(rows / band / 8) : Math.max(rows, 1)
  const groups = Math.max(1, Math.ceil(rows / groupRows))
  const wanted = groupable || kernels.threads === 1 ? 1 : Math.ceil((4 * kernels.threads) / filter.height)
  const tilesEach = Math.ceil(tiles / Math.min(tiles, wanted))
  const shares = Math.ceil(tiles / tilesEach)
  const parts = filter.height * shares
  const dyPixel = dy.channels * 4
  const operations = rows * dy.width * dy.channels * filter.height * filter.length
  kernels.withScratch(groups * parts * tilesEach * panels * 192, (sums) => {
    const parameters = [
      ...[x.address, x.image, x.row, x.pixel * strides[1], strides[0], filter.length],
      ...[dy.address, dy.height * dy.width * dyPixel, dy.width * dyPixel, dyPixel],
      ...[images, dy.height, dy.width, dy.channels, sums, out],
      ...[tilesEach, shares, band, filter.height, groups, groupRows],
    ]
    kernels.run('filterGradient', parameters, groups * parts, operations)
    kernels.run('addGroups', parameters, parts, (groups * sumsBytes) / 4)
  })
}
