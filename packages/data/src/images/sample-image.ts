import type { Affine } from './affine.ts'

interface ImageShape {
  height: number
  width: number
  channels: number
}

/** Fills `result`, whose rows are `newWidth` long, from an image: between pixels linearly, beyond the edges mirrored. */
export function sampleImage(
  image: ArrayLike<number>,
  { height, width, channels }: ImageShape,
  [a, b, c, d, e, f]: Affine,
  result: Float64Array,
  newWidth: number,
): void {
  for (let place = 0; place < result.length / channels; place++) {
    const column = place % newWidth
    const row = Math.floor(place / newWidth)
    const x = a * column + b * row + c
    const y = d * column + e * row + f
    const left = Math.floor(x)
    const top = Math.floor(y)
    const right = x - left
    const down = y - top
    const x0 = mirrored(left, width)
    const x1 = mirrored(left + 1, width)
    const y0 = mirrored(top, height) * width
    const y1 = mirrored(top + 1, height) * width
    for (let channel = 0; channel < channels; channel++) {
      const upper =
        image[(y0 + x0) * channels + channel]! * (1 - right) + image[(y0 + x1) * channels + channel]! * right
      const lower =
        image[(y1 + x0) * channels + channel]! * (1 - right) + image[(y1 + x1) * channels + channel]! * right
      result[place * channels + channel] = upper * (1 - down) + lower * down
    }
  }
}

/** A place beyond the edge, mirrored into the image: `d c b a | a b c d | d c b a`. */
function mirrored(place: number, length: number): number {
  const folded = ((place % (2 * length)) + 2 * length) % (2 * length)
  return folded < length ? folded : 2 * length - 1 - folded
}
