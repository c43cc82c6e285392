import { createDocument } from '#platform'
import { type ImageBatch, readImages } from '../../figure/image-batch.ts'
import { groupColor } from '../../figure/palette.ts'
import type { PlotOptions } from '../../figure/plot-options.ts'
import { checkCount, pictureGrid } from '../../panels/image-tiles.ts'
import { listWords } from '../../text/list-words.ts'

/** What a classifier said about images; every list has one entry per image. */
export interface ImagePredictions {
  images: ImageBatch
  truth: ArrayLike<string>
  predictions: ArrayLike<string>
  /** The loss of each image. */
  losses: ArrayLike<number>
}

/** Options of `topLossesPlot`. */
export interface TopLossesPlotOptions extends PlotOptions {
  /** How many images to show. Defaults to 9. */
  count?: number
  /** Images side by side. Defaults to 3. */
  columns?: number
}

/**
 * The images with the highest losses, where the model was most wrong; a wrong class has a frame.
 *
 * @throws RangeError when the lists differ in length.
 * @see fastai's `plot_top_losses`
 * @example
 * ```ts
 * import { topLossesPlot } from '@dlw/viz'
 *
 * const images = { shape: [2, 1, 1, 1], data: new Uint8Array([0, 255]) }
 * const figure = topLossesPlot({ images, truth: ['a', 'b'], predictions: ['b', 'b'], losses: [2.5, 0.1] }, { count: 1 })
 * figure.querySelector('desc')?.textContent // → 'The 1 of 2 images with the highest losses: a taken for b (2.50).'
 * ```
 */
export function topLossesPlot(predicted: ImagePredictions, options: TopLossesPlotOptions = {}): SVGSVGElement {
  const { columns = 3, document = createDocument() } = options
  const { truth, predictions, losses } = predicted
  const { count: total, picture } = readImages('topLossesPlot', predicted.images)
  for (const [name, list] of Object.entries({ truth, predictions, losses })) {
    if (list.length !== total) {
      throw new RangeError(
        `topLossesPlot: expected one entry of ${name} per image, received ${list.length} for ${total} images. Take all from the same rows.`,
      )
    }
  }
  const broken = Array.from(losses).findIndex((loss) => !Number.isFinite(loss))
  if (broken >= 0) {
    throw new RangeError(
      `topLossesPlot: expected finite losses, received losses[${broken}]=${losses[broken]}. Look at the model's predictions for this image.`,
    )
  }
  const { count = 9 } = options
  checkCount('topLossesPlot', 'count', count)
  const order = Array.from(losses, (_, index) => index).sort((a, b) => losses[b]! - losses[a]! || a - b)
  const shown = order.slice(0, count)
  const pictures = shown.map((index) => ({
    raster: picture(index),
    lines: [`is ${truth[index]}`, `seen as ${predictions[index]}`, `loss ${lossText(losses[index]!)}`],
    ...(truth[index] === predictions[index] ? {} : { frame: groupColor(1) }),
  }))
  const list = shown.map((index) => `${truth[index]} taken for ${predictions[index]} (${lossText(losses[index]!)})`)
  const description =
    options.description ?? `The ${shown.length} of ${total} images with the highest losses: ${listWords(list)}.`
  return pictureGrid(pictures, {
    ...options,
    caller: 'topLossesPlot',
    columns,
    document,
    name: 'Highest losses',
    description,
  })
}

const lossText = (loss: number): string => (Math.abs(loss) < 1e9 ? loss.toFixed(2) : loss.toExponential(2))
