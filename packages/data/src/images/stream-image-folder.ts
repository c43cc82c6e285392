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
  /** Images per batch; the last one may have fewer. Defaults to 32. */
  batchSize?: number
  /**
   * Seed of the shuffle, which differs from epoch to epoch as in `fit` with the same seed. Defaults to none: images
   * come in the order of classes and file names.
   */
  seed?: number
  /** Indices into `files` of the images to read. Defaults to all. */
  rows?: readonly number[]
}

/** Labelled images of a folder, read batch by batch. */
export interface ImageStream extends BatchStream<ImageSet> {
  /** Class names. */
  classes: string[]
  /** Path of each image, relative to the folder. */
  files: string[]
  /** The class of each image as its place in `classes`. */
  labels: Int32Array
}

/**
 * Streams labelled images from a folder batch by batch, for training on data larger than memory. Rename the parts to
 * `x` and `y` with {@link mapBatches} to pass the stream to `fit`. The folder has the layout of
 * {@link loadImageFolder}. Only names are read until an epoch begins; after that, the next batch is read while one is
 * in use.
 *
 * To split the images, call it once for the labels, split the row numbers, and stream each part with `rows`.
 *
 * @throws As {@link loadImageFolder}; RangeError for a batch size that is not a positive integer.
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
        // If the reader stops here, the next batch is never awaited, and its failure must not end the process.
        next.catch(() => {})
        yield batch
      }
      yield await next
    },
  }
}

/** Returns the order after several shuffles: `fit` draws one per epoch from a single generator. */
function shuffled(rows: readonly number[], { seed, times }: { seed: number; times: number }): number[] {
  const random = createRandom(seed)
  for (let time = 1; time < times; time++) random.permutation(rows.length)
  return random.shuffle(rows)
}
