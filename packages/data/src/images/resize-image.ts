import type { DecodedImage } from './decoded-image.ts'

/** Target of {@link resizeImage}. */
export interface ResizeTarget {
  /** `height × width × channels` values. */
  pixels: Uint8Array
  height: number
  width: number
  channels: 1 | 3
}

/**
 * Resizes an image by bilinear interpolation, as `tf.image.resize` does without anti-aliasing, and converts it to grey
 * or colour. Alpha is dropped.
 */
export function resizeImage(image: DecodedImage, { pixels, height, width, channels }: ResizeTarget): void {
  const rows = places(image.height, height)
  const columns = places(image.width, width)
  const coloured = image.channels >= 3
  const read = (row: number, column: number, channel: number): number =>
    image.data[(row * image.width + column) * image.channels + (coloured ? channel : 0)]!
  const blend = (row: Place, column: Place, channel: number): number => {
    const upper =
      read(row.low, column.low, channel) * (1 - column.share) + read(row.low, column.high, channel) * column.share
    const lower =
      read(row.high, column.low, channel) * (1 - column.share) + read(row.high, column.high, channel) * column.share
    return upper * (1 - row.share) + lower * row.share
  }
  let place = 0
  for (const row of rows) {
    for (const column of columns) {
      if (channels === 3) {
        for (let channel = 0; channel < 3; channel++) pixels[place++] = Math.round(blend(row, column, channel))
      } else {
        // TensorFlow's weights of red, green and blue for greyscale.
        const grey = coloured
          ? 0.2989 * blend(row, column, 0) + 0.587 * blend(row, column, 1) + 0.114 * blend(row, column, 2)
          : blend(row, column, 0)
        pixels[place++] = Math.round(grey)
      }
    }
  }
}

interface Place {
  low: number
  high: number
  share: number
}

/** Computes the two neighbouring source positions for each position of the result (half-pixel centres). */
function places(from: number, to: number): Place[] {
  return Array.from({ length: to }, (_, index) => {
    const centre = Math.max(0, ((index + 0.5) * from) / to - 0.5)
    const low = Math.min(Math.floor(centre), from - 1)
    return { low, high: Math.min(low + 1, from - 1), share: centre - low }
  })
}
