import { rejectUnknownOptions } from '../../arguments/reject-unknown-options.ts'
import { Scaler } from './scaler.ts'

/** Options of {@link minMaxScaler}. */
export interface MinMaxScalerOptions {
  /** What the least and the greatest value of each column become. Defaults to `[0, 1]`. */
  range?: readonly [low: number, high: number]
}

/**
 * Makes a scaler that stretches each column to a range. A constant column becomes the low end. Of images, each channel
 * is a column: fitted on black and white, the scaler makes brightness from 0 to 255 a number in the range.
 *
 * @throws RangeError unless the range goes up.
 *
 * @example
 * ```ts
 * import { minMaxScaler } from '@dlw/data'
 *
 * minMaxScaler().fitTransform([[1], [2], [5]]) // → [[0], [0.25], [1]]
 * const brightness = minMaxScaler().fit([[0, 0, 0], [255, 255, 255]])
 * brightness.transform({ shape: [1, 1, 1, 3], data: Uint8Array.of(0, 51, 255) }).data // → Float32Array(3) [ 0, 0.2…, 1 ]
 * ```
 * @see sklearn.preprocessing.MinMaxScaler
 */
export function minMaxScaler(options: MinMaxScalerOptions = {}): Scaler {
  rejectUnknownOptions('minMaxScaler', options, ['range'])
  const [low, high] = options.range ?? [0, 1]
  if (!(low < high)) {
    throw new RangeError(`minMaxScaler: expected range to go up, received range=[${low}, ${high}]. Swap the two.`)
  }
  return new Scaler(
    'minMaxScaler',
    (columns) => {
      const ends = columns.map((column) => {
        let least = Infinity
        let greatest = -Infinity
        for (let row = 0; row < column.length; row++) {
          if (column[row]! < least) least = column[row]!
          if (column[row]! > greatest) greatest = column[row]!
        }
        return { least, width: greatest - least < 10 * Number.EPSILON ? 1 : greatest - least }
      })
      const scale = ends.map(({ width }) => width / (high - low))
      return { scale, offset: ends.map(({ least }, place) => least - low * scale[place]!) }
    },
    { range: [low, high] },
  )
}
