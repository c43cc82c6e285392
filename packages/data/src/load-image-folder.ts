import { createDecoder, listFiles } from '#platform'
import type { ImageFile } from './decoded-image.ts'
import type { ImageSet } from './image-set.ts'
import { resizeImage } from './resize-image.ts'

/** Options of {@link loadImageFolder}. */
export interface LoadImageFolderOptions {
  /** Height and width that the images are resized to. Defaults to `[64, 64]`. */
  size?: readonly [height: number, width: number]
  /** 3 for red, green and blue, 1 for grey. Defaults to 3. */
  channels?: 1 | 3
  /** The classes, in order. Defaults to the names of the subfolders, sorted. */
  classes?: readonly string[]
  /** Told after each image. Defaults to nobody. */
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
 * const photos = await loadImageFolder('./nowhere').catch((error: Error) => error.message)
 * console.log(photos) // → loadImageFolder: expected a readable folder, received source=./nowhere. …
 * ```
 * @see keras.utils.image_dataset_from_directory
 */
export async function loadImageFolder(
  source: string | Iterable<File>,
  { size: [height, width] = [64, 64], channels = 3, classes, onProgress }: LoadImageFolderOptions = {},
): Promise<ImageFolder> {
  if (![height, width].every((length) => Number.isInteger(length) && length > 0)) {
    throw new RangeError(
      `loadImageFolder: expected a size of whole pixels, received size=[${height}, ${width}]. Use for example [64, 64].`,
    )
  }
  const all = typeof source === 'string' ? await filesOf(source) : pickedFiles(source)
  const names = classes ? [...classes] : [...new Set(all.map(classOf))].sort()
  const files = all.filter((file) => names.includes(classOf(file))).sort(order(names))
  if (files.length === 0) {
    throw new RangeError(
      `loadImageFolder: expected a subfolder of .png, .jpg or .webp files for each class, received ${all.length} images in ${[...new Set(all.map(classOf))].sort().join(', ') || 'no subfolder'}. Put each class into its own folder.`,
    )
  }
  const decode = await createDecoder()
  const size = height * width * channels
  const data = new Uint8Array(files.length * size)
  let done = 0
  const load = async (file: ImageFile, index: number): Promise<void> => {
    try {
      const pixels = data.subarray(index * size, (index + 1) * size)
      resizeImage(await decode(await file.read()), { pixels, height, width, channels })
    } catch (cause) {
      throw new Error(`loadImageFolder: expected an image, received file=${file.path}. Replace or remove it.`, {
        cause,
      })
    }
    onProgress?.({ file: file.path, done: ++done, total: files.length })
  }
  // A few at a time: decoders work in parallel, and memory holds but a few large pictures.
  for (let start = 0; start < files.length; start += 8) {
    await Promise.all(files.slice(start, start + 8).map((file, offset) => load(file, start + offset)))
  }
  return {
    images: { shape: [files.length, height, width, channels], data },
    labels: Int32Array.from(files, (file) => names.indexOf(classOf(file))),
    classes: names,
    files: files.map(({ path }) => path),
  }
}

async function filesOf(source: string): Promise<ImageFile[]> {
  const files = await listFiles(source).catch((cause: unknown) => {
    throw new Error(`loadImageFolder: expected a readable folder, received source=${source}. Check the path.`, {
      cause,
    })
  })
  return files.filter(isImage)
}

/** What a browser's folder picker gives: paths begin with the name of the picked folder. */
function pickedFiles(source: Iterable<File>): ImageFile[] {
  return Array.from(source, (file) => ({
    path: (file.webkitRelativePath || file.name).split('/').slice(1).join('/'),
    read: async () => new Uint8Array(await file.arrayBuffer()),
  })).filter(isImage)
}

const isImage = ({ path }: ImageFile): boolean => /^[^./][^/]*\/(?:.*\/)?[^./][^/]*\.(png|jpe?g|webp)$/i.test(path)

const classOf = ({ path }: ImageFile): string => path.slice(0, path.indexOf('/'))

function order(names: readonly string[]): (a: ImageFile, b: ImageFile) => number {
  return (a, b) => names.indexOf(classOf(a)) - names.indexOf(classOf(b)) || (a.path < b.path ? -1 : 1)
}
