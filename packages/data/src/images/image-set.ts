import type { NdArray } from '../arrays/nd-array.ts'

/** Labelled images. */
export interface ImageSet {
  /** `[images, height, width, channels]`, brightness 0 to 255. */
  images: NdArray
  /** Class of each image, as an index into the list of classes: `[images]`. */
  labels: Int32Array
}

/** Labelled images for training and testing. */
export interface ImageSplit {
  train: ImageSet
  test: ImageSet
  /** Class names. */
  classes: string[]
}

/**
 * Combines images and labels after checking both.
 *
 * @throws TypeError when the shapes are not those of images and labels; RangeError for brightness outside 0 to 255 and
 * for a label that is not a class index.
 */
export function toImageSet(images: NdArray, labels: NdArray, classes: readonly string[], where: string): ImageSet {
  const [count, , , channels] = images.shape
  if (
    images.shape.length !== 4 ||
    ![1, 3, 4].includes(channels!) ||
    labels.shape.length !== 1 ||
    labels.shape[0] !== count
  ) {
    throw new TypeError(
      `${where}: expected images [count, height, width, channels] and as many labels, received shapes [${images.shape}] and [${labels.shape}]. Check which file is which.`,
    )
  }
  const strange = labels.data.findIndex((label) => !(Number.isInteger(label) && label >= 0 && label < classes.length))
  if (strange >= 0) {
    throw new RangeError(
      `${where}: expected labels from 0 to ${classes.length - 1}, received ${labels.data[strange]} for image ${strange}. Check the list of classes.`,
    )
  }
  return { images: { shape: images.shape, data: toBytes(images.data, where) }, labels: Int32Array.from(labels.data) }
}

/** Stores integer brightness in one byte each: a quarter of the size of int32. */
function toBytes(data: NdArray['data'], where: string): NdArray['data'] {
  let whole = true
  for (const value of data) {
    if (!(value >= 0 && value <= 255)) {
      throw new RangeError(`${where}: expected brightness from 0 to 255, received ${value}. Undo any scaling first.`)
    }
    if (!Number.isInteger(value)) whole = false
  }
  return whole && !(data instanceof Uint8Array) ? Uint8Array.from(data) : data
}
