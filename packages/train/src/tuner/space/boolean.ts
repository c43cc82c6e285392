import type { Flag } from './parameter.ts'

/** Options of {@link boolean}. */
export interface BooleanOptions {
  /** The value a grid begins with. Defaults to false. */
  default?: boolean
}

/**
 * A hyperparameter that is true or false.
 *
 * @see keras_tuner `HyperParameters.Boolean`
 * @example
 * ```ts
 * import { boolean } from '@dlw/train/tuner'
 *
 * boolean() // → { kind: 'boolean', default: false }
 * ```
 */
export function boolean({ default: first = false }: BooleanOptions = {}): Flag {
  return { kind: 'boolean', default: first }
}
