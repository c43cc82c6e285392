import type { Schedule } from '../callbacks/learning-rate-schedule.ts'

/** Options of {@link piecewiseConstantDecay}. */
export interface PiecewiseConstantDecayOptions {
  /** The last step of each piece but the last, rising. */
  boundaries: readonly number[]
  /** The rate of each piece: one more than `boundaries`. */
  values: readonly number[]
}

/**
 * A rate that jumps at given steps.
 *
 * @throws RangeError when there is not one value more than boundaries.
 * @see Keras `optimizers.schedules.PiecewiseConstantDecay`
 * @example
 * ```ts
 * import { piecewiseConstantDecay } from '@dlw/train'
 *
 * const rate = piecewiseConstantDecay({ boundaries: [4, 8], values: [0.1, 0.05, 0.01] })
 * console.log([0, 5, 10].map((step) => rate(step, 0).toFixed(4)).join(' ')) // → 0.1000 0.0500 0.0100
 * ```
 */
export function piecewiseConstantDecay({ boundaries, values }: PiecewiseConstantDecayOptions): Schedule {
  if (values.length !== boundaries.length + 1) {
    throw new RangeError(
      `piecewiseConstantDecay: expected one value more than boundaries, received ${values.length} values and ${boundaries.length} boundaries.`,
    )
  }
  return (step) => {
    const piece = boundaries.findIndex((boundary) => step <= boundary)
    return values[piece < 0 ? boundaries.length : piece]!
  }
}
