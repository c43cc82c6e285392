/** Options of the functions that load weights. */
export interface NonFiniteOptions {
  /**
   * Whether to accept weights that are NaN or infinite, for example to look at a model whose training diverged. Defaults
   * to false: such weights throw.
   */
  allowNonFinite?: boolean
}

/** Returns whether all numbers are finite. A loop, for there are hundreds of millions. */
export function allFinite(values: ArrayLike<number>): boolean {
  // A number less itself is zero unless it is not finite.
  for (let index = 0; index < values.length; index++) if (values[index]! - values[index]! !== 0) return false
  return true
}

/** The advice in a message about weights that are not finite. */
export const nonFiniteAdvice =
  'Its training diverged, or the file is damaged. Pass { allowNonFinite: true } to load it anyway.'
