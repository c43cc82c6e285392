import { expectInteger } from '../arguments/index.ts'
import { rejectUnknownOptions } from '../arguments/reject-unknown-options.ts'
import { createRandom, type Random } from '../random/create-random.ts'
import { drawShape, shapeNames } from './draw-shape.ts'
import type { ImageSet, ImageSplit } from './image-set.ts'

/** Options of {@link syntheticImages}. */
export interface SyntheticImagesOptions {
  /** How many images to train on. Defaults to 878, as Dollar Street 10 has. */
  trainCount?: number
  /** How many images to test with. Defaults to 293, as Dollar Street 10 has. */
  testCount?: number
  /** Height and width in pixels, at least 8. Defaults to 64. */
  size?: number
  /** Seed of everything that is drawn. */
  seed: number
}

/**
 * Draws images of ten shapes (disc, ring, square, …) in random colours, places, sizes and turns on a noisy ground: a
 * stand-in for photographs that needs no download. Say that it is synthetic wherever you show results of it.
 *
 * @returns Images `[count, size, size, 3]` as `Uint8Array`; the ten classes are equally frequent, up to one image.
 * @throws RangeError for counts that are no whole numbers above 0, or a size below 8.
 *
 * @example
 * ```ts
 * import { syntheticImages } from '@dlw/data'
 *
 * const { train, classes } = syntheticImages({ trainCount: 20, testCount: 10, size: 16, seed: 0 })
 * train.images.shape // → [20, 16, 16, 3]
 * classes.slice(0, 3) // → ['checkers', 'crescent', 'cross']
 * ```
 */
export function syntheticImages(options: SyntheticImagesOptions): ImageSplit {
  rejectUnknownOptions('syntheticImages', options, ['trainCount', 'testCount', 'size', 'seed'])
  const { trainCount = 878, testCount = 293, size = 64, seed } = options
  expectInteger('syntheticImages', 'trainCount', trainCount, { advice: 'Pass for example 878.' })
  expectInteger('syntheticImages', 'testCount', testCount, { advice: 'Pass for example 293.' })
  expectInteger('syntheticImages', 'size', size, { min: 8, advice: 'Pass for example 64.' })
  const random = createRandom(seed)
  return {
    train: drawSet(trainCount, size, random),
    test: drawSet(testCount, size, random),
    classes: [...shapeNames],
  }
}

function drawSet(count: number, size: number, random: Random): ImageSet {
  const labels = Int32Array.from(random.shuffle(Array.from({ length: count }, (_, image) => image % shapeNames.length)))
  const data = new Uint8Array(count * size * size * 3)
  for (const [image, label] of labels.entries()) {
    const start = image * size * size * 3
    drawShape(data.subarray(start, start + size * size * 3), { size, shape: shapeNames[label]!, random })
  }
  return { images: { shape: [count, size, size, 3], data }, labels }
}
