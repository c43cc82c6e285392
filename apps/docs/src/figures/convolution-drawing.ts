import { bitmap, type Colour } from './bitmap.ts'
import { convolve, type GreyPicture } from './convolution.ts'

/** What the figure shows: the kernel lies with its upper left number on (`row`, `column`). */
export interface ConvolutionState {
  picture: GreyPicture
  kernel: readonly number[]
  row: number
  column: number
  /** How many of the answers are filled in, row by row. Defaults to all. */
  filled?: number
}

/** Where the two pictures lie in the SVG of 640 × 290, and how large they are. */
export const pictureBox = { left: 10, right: 350, top: 30, side: 252 } as const

/** The picture with the patch under the kernel, and the picture of the answers, as the inside of an SVG of 640 × 290. */
export function drawConvolution({ picture, kernel, row, column, filled }: ConvolutionState): string {
  const { left, right, top, side } = pictureBox
  const answers = convolve(picture, kernel)
  const pixel = side / picture.size
  // The answers keep the scale of the picture: a frame of one pixel stays empty.
  const inner = { x: right + pixel, y: top + pixel, side: side - 2 * pixel }
  const largest = Math.max(...answers.values.map(Math.abs), 1e-6)
  const count = filled ?? answers.values.length
  const colour = (place: number): Colour => (place < count ? signed(answers.values[place]! / largest) : unfilled)
  const patch = { x: left + column * pixel, y: top + row * pixel }
  const answer = { x: inner.x + column * pixel, y: inner.y + row * pixel }
  const corner = (dy: number): string =>
    `<line class="ray" x1="${n(patch.x + 3 * pixel)}" y1="${n(patch.y + 3 * dy * pixel)}" x2="${n(answer.x)}" y2="${n(answer.y + dy * pixel)}"/>`
  return [
    `<text class="muted" x="${left}" y="18">the picture</text>`,
    `<text class="muted" x="${right}" y="18">what the kernel answers</text>`,
    image(
      bitmap(picture.size, (place) => grey(picture.values[place]!)),
      left,
      top,
      side,
    ),
    `<rect class="frame" x="${right}" y="${top}" width="${side}" height="${side}"/>`,
    image(bitmap(answers.size, colour), inner.x, inner.y, inner.side),
    corner(0),
    corner(1),
    marked(patch.x, patch.y, 3 * pixel),
    marked(answer.x, answer.y, pixel),
  ].join('')
}

const ground: Colour = [16, 33, 42]
const unfilled: Colour = [72, 92, 100]

const grey = (value: number): Colour => {
  const level = Math.round(255 * Math.min(1, Math.max(0, value)))
  return [level, level, level]
}

/** Dark for nothing, blue-green for more than nothing, orange for less. */
function signed(share: number): Colour {
  const end = share < 0 ? [255, 154, 102] : [134, 226, 236]
  const mix = (channel: number): number =>
    Math.round(ground[channel]! + Math.abs(share) * (end[channel]! - ground[channel]!))
  return [mix(0), mix(1), mix(2)]
}

const n = (value: number): string => value.toFixed(1)

const image = (href: string, x: number, y: number, side: number): string =>
  `<image href="${href}" x="${n(x)}" y="${n(y)}" width="${n(side)}" height="${n(side)}" style="image-rendering:pixelated"/>`

const marked = (x: number, y: number, side: number): string =>
  `<rect class="mark-under" x="${n(x)}" y="${n(y)}" width="${n(side)}" height="${n(side)}"/><rect class="mark" x="${n(x)}" y="${n(y)}" width="${n(side)}" height="${n(side)}"/>`
