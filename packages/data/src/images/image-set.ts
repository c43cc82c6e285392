import type { NdArray } from '../arrays/nd-array.ts'

/** Labelled images. */
export interface ImageSet {
  /** `[images, height, width, channels]`, brightness 0 to 255. */
  images: NdArray
  /** The class of each image as its place in the list of classes: `[images]`. */
  labels: Int32Array
}

/** Labelled images to train on and to test with. */
export interface ImageSplit {
  train: ImageSet
  test: ImageSet
  /** Names of the classes. */
  classes: string[]
}

/**
 * Puts images and labels together, after a look at both.
 *
 * @throws TypeError where the shapes are not those of images and labels; RangeError where brightness leaves 0 to 255 or
 * a label is no place in the classes.
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

/** Whole brightness values fit a byte each: a quarter of what the files of int32 need. */
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
