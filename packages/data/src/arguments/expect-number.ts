import { shown } from './expect-integer.ts'

/** What {@link expectNumber} accepts, and what it advises. */
export interface NumberRange {
  /** Lower bound. Defaults to none. */
  min?: number
  /** Upper bound. Defaults to none. */
  max?: number
  /** Bounds that are not themselves accepted. Defaults to neither. */
  exclusive?: 'min' | 'max' | 'both'
  /** What to do, as a sentence. */
  advice?: string
}

/**
 * Checks an argument that must be a finite number, within bounds where they are given.
 *
 * @param caller The function whose argument it is, as the user calls it.
 * @param name The argument's name.
 * @throws RangeError for anything else, NaN and infinities included.
 * @example
 * ```ts
 * import { expectNumber } from '@dlw/data/arguments'
 *
 * const error = (() => {
 *   try {
 *     expectNumber('dropout', 'rate', 1, { min: 0, max: 1, exclusive: 'max', advice: 'Pass for example 0.5.' })
 *   } catch (caught) {
 *     return (caught as Error).message
 *   }
 * })()
 * console.log(error) // → dropout: expected a number in [0, 1), received rate=1. Pass for example 0.5.
 * ```
 */
export function expectNumber(caller: string, name: string, value: unknown, range: NumberRange = {}): void {
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY, exclusive, advice } = range
  const openMin = exclusive === 'min' || exclusive === 'both'
  const openMax = exclusive === 'max' || exclusive === 'both'
  const number = value as number
  const fits =
    Number.isFinite(value) && (openMin ? number > min : number >= min) && (openMax ? number < max : number <= max)
  if (fits) return
  const wanted = wordsFor(min, max, openMin, openMax)
  throw new RangeError(
    `${caller}: expected ${wanted}, received ${name}=${shown(value)}.${advice === undefined ? '' : ` ${advice}`}`,
  )
}

function wordsFor(min: number, max: number, openMin: boolean, openMax: boolean): string {
  if (Number.isFinite(min) && Number.isFinite(max)) {
    return `a number in ${openMin ? '(' : '['}${min}, ${max}${openMax ? ')' : ']'}`
  }
  if (Number.isFinite(min)) return openMin ? `a number above ${min}` : `a number of at least ${min}`
  if (Number.isFinite(max)) return openMax ? `a number below ${max}` : `a number of at most ${max}`
  return 'a finite number'
}
