import { type ImageSet, type ImageSplit, syntheticImages } from '@dlw/data'

/** The drawn shapes that the small base has learned to tell apart. */
export const knownShapes: readonly string[] = ['checkers', 'crescent', 'cross', 'disc', 'dots', 'ring']

/** The drawn shapes that it has never seen: what a new head is to learn. */
export const newShapes: readonly string[] = ['square', 'star', 'stripes', 'triangle']

/** What {@link drawShapes} is to draw. */
export interface DrawShapesOptions {
  /** Pictures of each shape to train on; half as many are to judge by. */
  perShape: number
  /** Height and width in pixels. Defaults to 64. */
  size?: number
  seed: number
}

/** Drawn pictures of some of the ten shapes only. */
export function drawShapes(names: readonly string[], { perShape, size = 64, seed }: DrawShapesOptions): ImageSplit {
  const counts = { trainCount: 10 * perShape, testCount: 5 * perShape }
  const { train, test, classes } = syntheticImages({ ...counts, size, seed })
  const places = names.map((name) => classes.indexOf(name))
  return { train: only(train, places), test: only(test, places), classes: [...names] }
}

/** The pictures of some classes, whose numbers are then their places in `classes`. */
function only({ images: { shape, data }, labels }: ImageSet, classes: readonly number[]): ImageSet {
  const kept = [...labels.keys()].filter((image) => classes.includes(labels[image]!))
  const size = data.length / shape[0]!
  const pixels = new Uint8Array(kept.length * size)
  for (const [place, image] of kept.entries()) pixels.set(data.subarray(image * size, (image + 1) * size), place * size)
  return {
    images: { shape: [kept.length, ...shape.slice(1)], data: pixels },
    labels: Int32Array.from(kept, (image) => classes.indexOf(labels[image]!)),
  }
}
