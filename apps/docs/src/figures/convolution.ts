/** A square picture in grey: brightness row by row, from 0 for black to 1 for white. */
export interface GreyPicture {
  size: number
  values: readonly number[]
}

/** Kernels of nine numbers, row by row, by the name under which the figure offers them. */
export const kernels: Readonly<Record<string, readonly number[]>> = {
  'horizontal edges': [-1, -1, -1, 0, 0, 0, 1, 1, 1],
  'vertical edges': [-1, 0, 1, -1, 0, 1, -1, 0, 1],
  outline: [-1, -1, -1, -1, 8, -1, -1, -1, -1],
  blur: [0.1, 0.1, 0.1, 0.1, 0.2, 0.1, 0.1, 0.1, 0.1],
  sharpen: [0, -1, 0, -1, 5, -1, 0, -1, 0],
  'no change': [0, 0, 0, 0, 1, 0, 0, 0, 0],
}

/** The nine pixels that the kernel covers when its upper left number lies on (`row`, `column`). */
export function patchAt({ size, values }: GreyPicture, row: number, column: number): number[] {
  return Array.from({ length: 9 }, (_, place) => values[(row + Math.floor(place / 3)) * size + column + (place % 3)]!)
}

/** What the kernel answers to nine pixels: the sum of their products. */
export function answerTo(patch: readonly number[], kernel: readonly number[]): number {
  return patch.reduce((sum, pixel, place) => sum + pixel * kernel[place]!, 0)
}

/** The answers at every place where the whole kernel lies on the picture: two rows and two columns fewer. */
export function convolve(picture: GreyPicture, kernel: readonly number[]): GreyPicture {
  const size = picture.size - 2
  const values = Array.from({ length: size * size }, (_, place) =>
    answerTo(patchAt(picture, Math.floor(place / size), place % size), kernel),
  )
  return { size, values }
}
