import { rejectUnknownOptions } from '../arguments/reject-unknown-options.ts'
import type { NdArray } from '../arrays/nd-array.ts'
import { createRandom, type Random } from '../random/create-random.ts'
import { geometryOf } from './augment-geometry.ts'
import type { AugmentImagesOptions } from './augment-images-options.ts'
import { sampleImage } from './sample-image.ts'

/**
 * Changes images at random in ways that leave their labels true: a mirrored, turned or darker plate is a plate. Each
 * image gets its own changes; what comes into view at the edges is the image mirrored.
 *
 * @param images `[images, height, width, channels]`, brightness 0 to 255.
 * @returns New images of the same type, and of the same shape unless cropped.
 * @throws TypeError for another shape; RangeError for a share that is not in [0, 1] or a crop that does not fit.
 *
 * @example
 * ```ts
 * import { augmentImages } from '@dlw/data'
 *
 * const images = { shape: [4, 1, 3, 1], data: Uint8Array.of(1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3) }
 * augmentImages(images, { seed: 1, flip: 'horizontal' }).data // → Uint8Array(12) [ 3, 2, 1, 1, 2, 3, 3, 2, 1, 3, 2, 1 ]
 * ```
 * @see keras.layers.RandomFlip
 */
export function augmentImages(images: NdArray, options: AugmentImagesOptions): NdArray {
  const [count, height, width, channels] = checkShape(images)
  check(options, height, width)
  const [newHeight, newWidth] = options.crop ?? [height, width]
  const random = createRandom(options.seed)
  const size = newHeight * newWidth * channels
  const data = new (images.data.constructor as new (length: number) => NdArray['data'])(count * size)
  const image = new Float64Array(size)
  for (let index = 0; index < count; index++) {
    const from = images.data.subarray(index * height * width * channels, (index + 1) * height * width * channels)
    const geometry = geometryOf({ ...options, height, width, newHeight, newWidth }, random)
    if (geometry) sampleImage(from, { height, width, channels }, geometry, image, newWidth)
    else image.set(from)
    changeLight(image, options, random)
    if (options.erase)
      eraseRectangle(image, { height: newHeight, width: newWidth, channels, share: options.erase }, random)
    const whole = !(data instanceof Float32Array || data instanceof Float64Array)
    for (let place = 0; place < size; place++) {
      const value = Math.min(255, Math.max(0, image[place]!))
      data[index * size + place] = whole ? Math.round(value) : value
    }
  }
  return { shape: [count, newHeight, newWidth, channels], data }
}

function checkShape({ shape }: NdArray): [count: number, height: number, width: number, channels: number] {
  if (shape.length !== 4) {
    throw new TypeError(
      `augmentImages: expected images of shape [count, height, width, channels], received shape=[${shape}]. Put a single image into a list of one.`,
    )
  }
  return [shape[0]!, shape[1]!, shape[2]!, shape[3]!]
}

const names: readonly (keyof AugmentImagesOptions)[] = [
  ...(['seed', 'flip', 'rotate', 'zoom', 'translate', 'crop', 'contrast', 'brightness', 'erase'] as const),
]

function check(options: AugmentImagesOptions, height: number, width: number): void {
  rejectUnknownOptions('augmentImages', options, names)
  for (const name of ['zoom', 'translate', 'contrast', 'brightness', 'erase'] as const) {
    const share = options[name] ?? 0
    if (!(share >= 0 && share <= 1)) {
      throw new RangeError(
        `augmentImages: expected a share from 0 to 1, received ${name}=${share}. Use for example 0.2.`,
      )
    }
  }
  if (!((options.rotate ?? 0) >= 0 && (options.rotate ?? 0) <= 180)) {
    throw new RangeError(
      `augmentImages: expected degrees from 0 to 180, received rotate=${options.rotate}. Use for example 15.`,
    )
  }
  const [newHeight, newWidth] = options.crop ?? [height, width]
  const fits = (part: number, whole: number): boolean => Number.isInteger(part) && part > 0 && part <= whole
  if (!(fits(newHeight, height) && fits(newWidth, width))) {
    throw new RangeError(
      `augmentImages: expected a crop within ${height} × ${width}, received crop=[${options.crop}]. Use smaller whole numbers.`,
    )
  }
}

function changeLight(
  image: Float64Array,
  { contrast = 0, brightness = 0 }: AugmentImagesOptions,
  random: Random,
): void {
  if (contrast > 0) {
    const mean = image.reduce((sum, value) => sum + value, 0) / image.length
    const factor = random.uniform(1 - contrast, 1 + contrast)
    for (const [place, value] of image.entries()) image[place] = mean + (value - mean) * factor
  }
  if (brightness > 0) {
    const more = 255 * random.uniform(-brightness, brightness)
    for (const [place, value] of image.entries()) image[place] = value + more
  }
}

interface Rectangle {
  height: number
  width: number
  channels: number
  share: number
}

function eraseRectangle(image: Float64Array, { height, width, channels, share }: Rectangle, random: Random): void {
  const mean = Array.from({ length: channels }, (_, channel) => {
    let sum = 0
    for (let place = channel; place < image.length; place += channels) sum += image[place]!
    return sum / (height * width)
  })
  const rows = Math.round(height * random.uniform(0, share))
  const columns = Math.round(width * random.uniform(0, share))
  const top = random.integer(0, height - rows + 1)
  const left = random.integer(0, width - columns + 1)
  for (let row = top; row < top + rows; row++) {
    for (let column = left; column < left + columns; column++) image.set(mean, (row * width + column) * channels)
  }
}
