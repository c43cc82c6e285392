import { createDocument } from '#platform'
import { type ImageBatch, readImages } from '../../figure/image-batch.ts'
import type { PlotOptions } from '../../figure/plot-options.ts'
import { pictureGrid } from '../../panels/image-tiles.ts'
import { listWords } from '../../text/list-words.ts'

/** Options of `imageGrid`. */
export interface ImageGridOptions extends PlotOptions {
  /** One label per image, printed below it. Defaults to none. */
  labels?: ArrayLike<unknown>
  /** Images side by side. Defaults to 5. */
  columns?: number
}

/**
 * Images in a grid, each with its label.
 *
 * @param images Shape [images, height, width, 1 or 3]: whole numbers from 0 to 255 in an integer array, or floats from 0 to 1.
 * @throws RangeError when shape, range or the count of labels does not fit.
 * @see matplotlib's `imshow` in `subplots`
 * @example
 * ```ts
 * import { imageGrid } from '@dlw/viz'
 *
 * const images = { shape: [2, 2, 2, 1], data: new Uint8Array([0, 255, 255, 0, 255, 0, 0, 255]) }
 * const figure = imageGrid(images, { labels: ['falling', 'rising'] })
 * figure.querySelector('desc')?.textContent // → '2 images of 2 by 2 pixels: falling, rising.'
 * ```
 */
export function imageGrid(images: ImageBatch, options: ImageGridOptions = {}): SVGSVGElement {
  const { labels, columns = 5, document = createDocument() } = options
  const { count, picture } = readImages('imageGrid', images)
  if (labels !== undefined && labels.length !== count) {
    throw new RangeError(
      `imageGrid: expected one label per image, received ${labels.length} for ${count} images. Take both from the same rows.`,
    )
  }
  const pictures = Array.from({ length: count }, (_, index) => ({
    raster: picture(index),
    lines: labels === undefined ? [] : [String(labels[index])],
  }))
  const description =
    options.description ??
    `${count} images of ${images.shape[1]} by ${images.shape[2]} pixels${labels === undefined ? '' : `: ${listWords(Array.from(labels, String))}`}.`
  return pictureGrid(pictures, { ...options, caller: 'imageGrid', columns, document, name: 'Images', description })
}
