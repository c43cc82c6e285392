import * as tf from '@tensorflow/tfjs-core'

/** Interpolation method. */
export type Interpolation = 'bilinear' | 'nearest' | 'bicubic' | 'lanczos3' | 'lanczos5' | 'area'

/** Interpolation methods supported by {@link resizeWeights}. */
export const interpolations: readonly Interpolation[] = [
  'bilinear',
  'nearest',
  'bicubic',
  'lanczos3',
  'lanczos5',
  'area',
]

const sinc = (x: number): number => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x))
const lanczos = (radius: number) => (x: number) => (Math.abs(x) < radius ? sinc(x) * sinc(x / radius) : 0)
/** Weight of a pixel at a distance. */
const kernels: Readonly<Record<Exclude<Interpolation, 'nearest' | 'area'>, (distance: number) => number>> = {
  bilinear: (x) => Math.max(0, 1 - Math.abs(x)),
  lanczos3: lanczos(3),
  lanczos5: lanczos(5),
  bicubic: (distance) => {
    const x = Math.abs(distance)
    if (x >= 2) return 0
    return x <= 1 ? (1.5 * x - 2.5) * x * x + 1 : ((-0.5 * x + 2.5) * x - 4) * x + 2
  },
}
const radius: Readonly<Record<string, number>> = { bilinear: 1, bicubic: 2, lanczos3: 3, lanczos5: 5 }

/**
 * Computes the weights of `from` source pixels for `to` result pixels, `[to, from]`, with half-pixel centres.
 *
 * @param antialias Whether to average pixels when shrinking an image.
 */
export function resizeWeights(from: number, to: number, interpolation: Interpolation, antialias: boolean): tf.Tensor2D {
  const values = new Float32Array(to * from)
  const ratio = from / to
  for (let target = 0; target < to; target++) {
    const row = values.subarray(target * from, (target + 1) * from)
    if (interpolation === 'nearest') row[Math.min(Math.floor((target + 0.5) * ratio), from - 1)] = 1
    else if (interpolation === 'area') fillArea(row, target * ratio, (target + 1) * ratio)
    else {
      const scale = antialias ? Math.max(ratio, 1) : 1
      const centre = (target + 0.5) * ratio - 0.5
      const reach = radius[interpolation]! * scale
      const first = Math.max(Math.ceil(centre - reach), 0)
      const last = Math.min(Math.floor(centre + reach), from - 1)
      let sum = 0
      for (let pixel = first; pixel <= last; pixel++) sum += kernels[interpolation]((pixel - centre) / scale)
      for (let pixel = first; pixel <= last; pixel++)
        row[pixel] = kernels[interpolation]((pixel - centre) / scale) / sum
    }
  }
  return tf.tensor2d(values, [to, from])
}

/** The mean over an interval. */
function fillArea(row: Float32Array, start: number, end: number): void {
  for (let pixel = Math.floor(start); pixel < Math.min(Math.ceil(end), row.length); pixel++) {
    row[pixel] = (Math.min(end, pixel + 1) - Math.max(start, pixel)) / (end - start)
  }
}
