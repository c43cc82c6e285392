import { expectInteger } from '../arguments/index.ts'
import { rejectUnknownOptions } from '../arguments/reject-unknown-options.ts'
import { createRandom } from '../random/create-random.ts'
import type { BatchStream } from './batch-stream.ts'
import { findImages } from './find-images.ts'
import { checkSize, imageReader } from './image-reader.ts'
import type { ImageSet } from './image-set.ts'
import type { LoadImageFolderOptions } from './load-image-folder.ts'

/** Options of {@link streamImageFolder}. */
export interface StreamImageFolderOptions extends Omit<LoadImageFolderOptions, 'onProgress'> {
  /** Images in a batch; the last one may hold fewer. Defaults to 32. */
  batchSize?: number
  /**
   * Seed of the order, which changes from epoch to epoch as that of `fit` with the same seed does. Defaults to none: the
   * order of classes and file names.
   */
  seed?: number
  /** Which of the images, by their place in `files`. Defaults to all. */
  rows?: readonly number[]
}

/** A folder of labelled images that is read batch by batch. */
export interface ImageStream extends BatchStream<ImageSet> {
  /** Names of the classes. */
  classes: string[]
  /** The file of each image, below the folder. */
  files: string[]
  /** The class of each image as its place in `classes`. */
  labels: Int32Array
}

/**
 * Reads labelled images from a folder batch by batch, so that a set larger than memory can be trained on: `fit` takes
 * the stream once {@link mapBatches} has named its parts `x` and `y`. Folder and files are as {@link loadImageFolder}
 * wants them; nothing but names is read until an epoch begins, and then the next batch while one is used.
 *
 * To split, call it once for the labels, split their rows, and stream each part by `rows`.
 *
 * @throws What {@link loadImageFolder} throws; RangeError for a batch size that is no whole number above 0.
 *
 * @example
 * ```ts
 * import { mapBatches, streamImageFolder } from '@dlw/data'
 *
 * const photos = await streamImageFolder('photos', { size: [32, 32], batchSize: 2, seed: 0 })
 * const stream = mapBatches(photos, ({ images, labels }) => ({ x: images, y: labels })) // for fit
 * const sizes: number[] = []
 * for await (const { y } of stream.epoch(0)) sizes.push(y.length)
 * sizes // → [2, 1]
 * ```
 * @see keras.utils.image_dataset_from_directory
 */
export async function streamImageFolder(
  source: string | Iterable<File>,
  options: StreamImageFolderOptions = {},
): Promise<ImageStream> {
  rejectUnknownOptions('streamImageFolder', options, ['size', 'channels', 'classes', 'batchSize', 'seed', 'rows'])
  const { size = [64, 64], channels = 3, classes, batchSize = 32, seed, rows } = options
  checkSize(size, 'streamImageFolder')
  expectInteger('streamImageFolder', 'batchSize', batchSize, { advice: 'Pass for example 32.' })
  const found = await findImages(source, classes, 'streamImageFolder')
  const chosen = rows ?? Array.from(found.files, (_, row) => row)
  const read = await imageReader({ size, channels }, 'streamImageFolder')
  const load = async (batch: readonly number[]): Promise<ImageSet> => ({
    images: { shape: [batch.length, ...size, channels], data: await read(batch.map((row) => found.files[row]!)) },
    labels: Int32Array.from(batch, (row) => found.labels[row]!),
  })
  return {
    classes: found.classes,
    files: chosen.map((row) => found.files[row]!.path),
    labels: Int32Array.from(chosen, (row) => found.labels[row]!),
    rows: chosen.length,
    batchSize,
    async *epoch(index) {
      const order = seed === undefined ? chosen : shuffled(chosen, { seed, times: index + 1 })
      let next = load(order.slice(0, batchSize))
      for (let start = batchSize; start < order.length; start += batchSize) {
        const batch = await next
        next = load(order.slice(start, start + batchSize))
        // Should the reader stop here, nobody waits for the next batch, and its failure must not end the process.
        next.catch(() => {})
        yield batch
      }
      yield await next
    },
  }
}

/** The order of the last of several shuffles: `fit` draws one for each epoch, from one generator. */
function shuffled(rows: readonly number[], { seed, times }: { seed: number; times: number }): number[] {
  const random = createRandom(seed)
  for (let time = 1; time < times; time++) random.permutation(rows.length)
  return random.shuffle(rows)
}
