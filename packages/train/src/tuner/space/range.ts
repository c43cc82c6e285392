import type { Range, Sampling } from './parameter.ts'

/** Options of {@link integer} and {@link decimal}. */
export interface RangeOptions {
  /** The least value. */
  min: number
  /** The greatest value. */
  max: number
  /** Distance of neighbouring values, above 0; their ratio, above 1, where sampling is not linear. */
  step?: number
  /**
   * How values are spread: `'log'` tries as many between 0.001 and 0.01 as between 0.01 and 0.1, `'reverseLog'` is its
   * mirror image; both need a positive `min`. Defaults to `'linear'`.
   */
  sampling?: Sampling
  /** The value a grid begins with. Defaults to `min`. */
  default?: number
}

/** Makes a checked range. */
export function range(
  kind: 'integer' | 'decimal',
  { min, max, step, sampling = 'linear', default: first = min }: RangeOptions,
): Range {
  const isNumber = kind === 'integer' ? Number.isSafeInteger : Number.isFinite
  if (!(isNumber(min) && isNumber(max) && min <= max)) {
    const what = kind === 'integer' ? 'whole numbers' : 'numbers'
    throw new RangeError(`${kind}: expected ${what} min ≤ max, received min=${min}, max=${max}. Swap or round them.`)
  }
  if (!['linear', 'log', 'reverseLog'].includes(sampling)) {
    throw new RangeError(
      `${kind}: expected sampling to be linear, log or reverseLog, received sampling=${sampling}. Leave it out for linear.`,
    )
  }
  if (sampling !== 'linear' && !(min > 0)) {
    throw new RangeError(
      `${kind}: expected a positive min for sampling=${sampling}, received min=${min}. Raise it, or sample linearly.`,
    )
  }
  const least = sampling === 'linear' ? 0 : 1
  const whole = kind === 'decimal' || Number.isSafeInteger(step)
  if (step !== undefined && !(step > least && step < Infinity && whole)) {
    throw new RangeError(
      `${kind}: expected a ${kind === 'integer' ? 'whole ' : ''}step above ${least}, received step=${step}. ${sampling === 'linear' ? 'It is the distance of neighbours.' : 'It is the ratio of neighbours.'}`,
    )
  }
  if (!(isNumber(first) && first >= min && first <= max)) {
    throw new RangeError(
      `${kind}: expected a default from ${min} to ${max}, received default=${first}. Leave it out for min.`,
    )
  }
  return { kind, min, max, ...(step === undefined ? {} : { step }), sampling, default: first }
}
