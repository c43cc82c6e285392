import type { Schedule } from './learning-rate-schedule.ts'

/** Options of {@link cosineDecay}. */
export interface CosineDecayOptions {
  /** The rate at the start. */
  initial: number
  /** Steps from the start, or the end of the warm-up, to the lowest rate. */
  steps: number
  /** The lowest rate, as a share of the highest. Defaults to 0. */
  alpha?: number
  /** Steps in which the rate rises from `initial` to `warmupTarget`. Defaults to none. */
  warmupSteps?: number
  /** The rate after the warm-up. Defaults to `initial`. */
  warmupTarget?: number
}

function positive(caller: string, values: Record<string, number>): void {
  for (const [name, value] of Object.entries(values)) {
    if (!(value > 0 && value < Infinity)) {
      throw new RangeError(`${caller}: expected a positive number, received ${name}=${value}.`)
    }
  }
}

/** From 1 to 0 along half a cosine. */
const cosine = (share: number): number => 0.5 * (1 + Math.cos(Math.PI * Math.min(1, share)))

/**
 * A rate that falls along half a cosine, after an optional linear warm-up.
 *
 * @throws RangeError when `steps` is not positive.
 * @see Keras `optimizers.schedules.CosineDecay`
 * @example
 * ```ts
 * import { cosineDecay } from '@dlw/train'
 *
 * const rate = cosineDecay({ initial: 0.1, steps: 10 })
 * console.log([0, 5, 10].map((step) => rate(step, 0).toFixed(4)).join(' ')) // → 0.1000 0.0500 0.0000
 * ```
 */
export function cosineDecay({
  initial,
  steps,
  alpha = 0,
  warmupSteps = 0,
  warmupTarget = initial,
}: CosineDecayOptions): Schedule {
  positive('cosineDecay', { steps })
  return (step) => {
    if (step < warmupSteps) return initial + ((warmupTarget - initial) * step) / warmupSteps
    return warmupTarget * ((1 - alpha) * cosine((step - warmupSteps) / steps) + alpha)
  }
}

/** Options of {@link cosineDecayRestarts}. */
export interface CosineDecayRestartsOptions {
  /** The rate at the start. */
  initial: number
  /** Steps to the first restart. */
  firstSteps: number
  /** How many times longer each period is than the one before. Defaults to 2. */
  lengthen?: number
  /** What the highest rate is multiplied by at each restart. Defaults to 1. */
  shrink?: number
  /** The lowest rate, as a share of the highest. Defaults to 0. */
  alpha?: number
}

/**
 * A rate that falls along half a cosine again and again.
 *
 * @throws RangeError when `firstSteps` or `lengthen` is not positive.
 * @see Keras `optimizers.schedules.CosineDecayRestarts`
 * @example
 * ```ts
 * import { cosineDecayRestarts } from '@dlw/train'
 *
 * const rate = cosineDecayRestarts({ initial: 0.1, firstSteps: 5 })
 * console.log([0, 5, 10].map((step) => rate(step, 0).toFixed(4)).join(' ')) // → 0.1000 0.1000 0.0500
 * ```
 */
export function cosineDecayRestarts({
  initial,
  firstSteps,
  lengthen = 2,
  shrink = 1,
  alpha = 0,
}: CosineDecayRestartsOptions): Schedule {
  positive('cosineDecayRestarts', { firstSteps, lengthen })
  return (step) => {
    let left = step
    let period = firstSteps
    let height = 1
    while (left >= period) {
      left -= period
      period *= lengthen
      height *= shrink
    }
    return initial * ((1 - alpha) * height * cosine(left / period) + alpha)
  }
}

/** Options of {@link exponentialDecay} and {@link inverseTimeDecay}. */
export interface DecayOptions {
  /** The rate at the start. */
  initial: number
  /** Steps in which the rate falls by one `rate`. */
  steps: number
  /** How much it falls. */
  rate: number
  /** Whether to fall all at once each `steps`. Defaults to false. */
  staircase?: boolean
}

const periods = (step: number, { steps, staircase = false }: DecayOptions): number =>
  staircase ? Math.floor(step / steps) : step / steps

/**
 * A rate multiplied by `rate` each `steps`.
 *
 * @throws RangeError when `steps` or `rate` is not positive.
 * @see Keras `optimizers.schedules.ExponentialDecay`
 * @example
 * ```ts
 * import { exponentialDecay } from '@dlw/train'
 *
 * const rate = exponentialDecay({ initial: 0.1, steps: 5, rate: 0.5 })
 * console.log([0, 5, 10].map((step) => rate(step, 0).toFixed(4)).join(' ')) // → 0.1000 0.0500 0.0250
 * ```
 */
export function exponentialDecay(options: DecayOptions): Schedule {
  positive('exponentialDecay', { steps: options.steps, rate: options.rate })
  return (step) => options.initial * options.rate ** periods(step, options)
}

/**
 * A rate divided by 1 + `rate` · step / `steps`.
 *
 * @throws RangeError when `steps` or `rate` is not positive.
 * @see Keras `optimizers.schedules.InverseTimeDecay`
 * @example
 * ```ts
 * import { inverseTimeDecay } from '@dlw/train'
 *
 * const rate = inverseTimeDecay({ initial: 0.1, steps: 5, rate: 1 })
 * console.log([0, 5, 10].map((step) => rate(step, 0).toFixed(4)).join(' ')) // → 0.1000 0.0500 0.0333
 * ```
 */
export function inverseTimeDecay(options: DecayOptions): Schedule {
  positive('inverseTimeDecay', { steps: options.steps, rate: options.rate })
  return (step) => options.initial / (1 + options.rate * periods(step, options))
}

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

/** Options of {@link polynomialDecay}. */
export interface PolynomialDecayOptions {
  /** The rate at the start. */
  initial: number
  /** Steps to the end. */
  steps: number
  /** The rate at the end. Defaults to 0.0001. */
  end?: number
  /** 1 falls in a line. Defaults to 1. */
  power?: number
  /** Whether to begin again, for longer, after each end. Defaults to false. */
  cycle?: boolean
}

/**
 * A rate that falls along a power of the steps left.
 *
 * @throws RangeError when `steps` is not positive.
 * @see Keras `optimizers.schedules.PolynomialDecay`
 * @example
 * ```ts
 * import { polynomialDecay } from '@dlw/train'
 *
 * const rate = polynomialDecay({ initial: 0.1, steps: 10, end: 0 })
 * console.log([0, 5, 10].map((step) => rate(step, 0).toFixed(4)).join(' ')) // → 0.1000 0.0500 0.0000
 * ```
 */
export function polynomialDecay({
  initial,
  steps,
  end = 0.0001,
  power = 1,
  cycle = false,
}: PolynomialDecayOptions): Schedule {
  positive('polynomialDecay', { steps })
  return (step) => {
    const whole = cycle ? steps * Math.max(1, Math.ceil(step / steps)) : steps
    return (initial - end) * (1 - Math.min(step, whole) / whole) ** power + end
  }
}

/** Options of {@link oneCycle}. */
export interface OneCycleOptions {
  /** The highest rate: about a tenth of where {@link findLearningRate} sees the loss rise. */
  maximum: number
  /** All steps of the training: epochs times batches. */
  steps: number
  /** The share of the steps in which the rate rises, in (0, 1). Defaults to 0.3. */
  warmup?: number
  /** How many times smaller than `maximum` the rate begins. Defaults to 25. */
  startDivisor?: number
  /** How many times smaller than its beginning the rate ends. Defaults to 10 000. */
  endDivisor?: number
}

/**
 * A rate that rises and then falls, along cosines: fewer epochs for the same result.
 *
 * @throws RangeError when an option is out of range.
 * @see PyTorch `OneCycleLR`; fastai `fit_one_cycle`
 * @example
 * ```ts
 * import { oneCycle } from '@dlw/train'
 *
 * const rate = oneCycle({ maximum: 0.1, steps: 11 })
 * console.log([0, 5, 10].map((step) => rate(step, 0).toFixed(4)).join(' ')) // → 0.0040 0.0726 0.0000
 * ```
 */
export function oneCycle({
  maximum,
  steps,
  warmup = 0.3,
  startDivisor = 25,
  endDivisor = 10_000,
}: OneCycleOptions): Schedule {
  positive('oneCycle', { maximum, steps, startDivisor, endDivisor })
  if (!(warmup > 0 && warmup < 1)) {
    throw new RangeError(`oneCycle: expected a share in (0, 1), received warmup=${warmup}.`)
  }
  const start = maximum / startDivisor
  const end = start / endDivisor
  const top = warmup * steps - 1
  return (step) =>
    step <= top
      ? maximum + (start - maximum) * cosine(step / top)
      : end + (maximum - end) * cosine((step - top) / (steps - 1 - top))
}
