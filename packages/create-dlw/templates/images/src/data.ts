import { type ImageFolder, syntheticImages, trainValidationTestSplit } from '@dlw/data'

/** Height and width of the images in pixels. */
export const size = 24

/** Labelled images: `[images, height, width, 3]`, and for each the place of its class in `classes`. */
export type Images = Pick<ImageFolder, 'images' | 'labels' | 'classes'>

/**
 * Draws images of ten shapes. For your own photographs, in one folder for each class:
 * `return loadImageFolder('photos', { size: [size, size] })`.
 */
export async function readImages(): Promise<Images> {
  const { train, classes } = syntheticImages({ trainCount: 4000, testCount: 1, size, seed: 0 })
  return { ...train, classes }
}

/** Scales brightness to numbers from 0 to 1 and splits the images, with the same share of each class in all parts. */
export function prepare({ images, labels, classes }: Images) {
  const x = { shape: images.shape, data: Float32Array.from(images.data, (brightness) => brightness / 255) }
  const parts = trainValidationTestSplit(
    { x, y: labels },
    { validationSize: 0.2, testSize: 0.2, seed: 0, stratify: [...labels] },
  )
  return { classes, ...parts }
}

export type Prepared = ReturnType<typeof prepare>
