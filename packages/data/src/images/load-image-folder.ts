import { rejectUnknownOptions } from '../arguments/reject-unknown-options.ts'
import { findImages } from './find-images.ts'
import { checkSize, imageReader } from './image-reader.ts'
import type { ImageSet } from './image-set.ts'

/** Options of {@link loadImageFolder}. */
export interface LoadImageFolderOptions {
  /** Height and width that the images are resized to. Defaults to `[64, 64]`. */
  size?: readonly [height: number, width: number]
  /** 3 for red, green and blue, 1 for grey. Defaults to 3. */
  channels?: 1 | 3
  /** The classes, in order. Defaults to the names of the subfolders, sorted. */
  classes?: readonly string[]
  /** Called after each image. Optional. */
  onProgress?: (progress: { file: string; done: number; total: number }) => void
}

/** Labelled images of a folder. */
export interface ImageFolder extends ImageSet {
  /** Names of the classes. */
  classes: string[]
  /** The file of each image, below the folder. */
  files: string[]
}

/**
 * Reads images from a folder in which each subfolder is a class: `photos/cat/1.jpg`, `photos/dog/rex.png`. PNG, JPEG
 * and WebP; in Node the optional package sharp makes it faster and is needed for WebP. Split the result with
 * {@link trainTestSplit}: `trainTestSplit({ images, labels }, { seed: 0, stratify: labels })`.
 *
 * @param source A path (in Node), or the files that a user picked with `<input type="file" webkitdirectory>`.
 * @returns Images `[images, height, width, channels]` as `Uint8Array`, in the order of classes and file names.
 * @throws RangeError for a folder without classes or images, or a size below 1; Error, with the decoder's as its cause,
 * for a file that is no image.
 *
 * @example
 * ```ts
 * import { loadImageFolder } from '@dlw/data'
 *
 * const { images, labels, classes, files } = await loadImageFolder('photos', { size: [32, 32] })
 * images.shape // → [3, 32, 32, 3]
 * classes // → ['cat', 'dog']
 * labels // → Int32Array(3) [ 0, 0, 1 ]
 * files[2] // → dog/rex.png
 * ```
 * @see keras.utils.image_dataset_from_directory
 */
export async function loadImageFolder(
  source: string | Iterable<File>,
  options: LoadImageFolderOptions = {},
): Promise<ImageFolder> {
  rejectUnknownOptions('loadImageFolder', options, ['size', 'channels', 'classes', 'onProgress'])
  const { size = [64, 64], channels = 3, classes, onProgress } = options
  checkSize(size, 'loadImageFolder')
  const found = await findImages(source, classes, 'loadImageFolder')
  const read = await imageReader({ size, channels }, 'loadImageFolder')
  let done = 0
  const data = await read(found.files, ({ path }) =>
    onProgress?.({ file: path, done: ++done, total: found.files.length }),
  )
  return {
    images: { shape: [found.files.length, ...size, channels], data },
    labels: found.labels,
    classes: found.classes,
    files: found.files.map(({ path }) => path),
  }
}
