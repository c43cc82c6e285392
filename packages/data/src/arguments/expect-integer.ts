/** What {@link expectInteger} accepts, and what it advises. */
export interface IntegerRange {
  /** Smallest value; `Number.MIN_SAFE_INTEGER` for any. Defaults to 1. */
  min?: number
  /** Largest value. Defaults to the largest safe integer. */
  max?: number
  /** What to do, as a sentence. Defaults to an example. */
  advice?: string
}

/**
 * Checks an argument that must be an integer.
 *
 * @param caller The function whose argument it is, as the user calls it.
 * @param name The argument's name.
 * @throws RangeError for anything else, NaN and infinities included.
 * @example
 * ```ts
 * import { expectInteger } from '@dlw/data/arguments'
 *
 * const error = (() => {
 *   try {
 *     expectInteger('fit', 'epochs', 2.5)
 *   } catch (caught) {
 *     return (caught as Error).message
 *   }
 * })()
 * console.log(error) // → fit: expected an integer of at least 1, received epochs=2.5. Pass for example 10.
 * ```
 */
export function expectInteger(caller: string, name: string, value: unknown, range: IntegerRange = {}): void {
  const { min = 1, max = Number.MAX_SAFE_INTEGER, advice = `Pass for example ${exampleIn(min, max)}.` } = range
  if (Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max) return
  throw new RangeError(`${caller}: expected ${wordsFor(min, max)}, received ${name}=${shown(value)}. ${advice}`)
}

function wordsFor(min: number, max: number): string {
  if (max !== Number.MAX_SAFE_INTEGER) return `an integer from ${min} to ${max}`
  return min === Number.MIN_SAFE_INTEGER ? 'an integer' : `an integer of at least ${min}`
}

const exampleIn = (min: number, max: number): number => Math.min(max, Math.max(min, 10))

/** A value as an error shows it: text in quotes, so that '8' and 8 differ. */
export function shown(value: unknown): string {
  return typeof value === 'string' ? `'${value}'` : String(value)
}
