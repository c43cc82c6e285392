/** Options of the functions that load weights. */
export interface NonFiniteOptions {
  /**
   * Whether to accept weights that are NaN or infinite, for example to look at a model whose training diverged. Defaults
   * to false: such weights throw.
   */
  allowNonFinite?: boolean
}

/** Returns whether all numbers are finite. */
export function allFinite(values: ArrayLike<number>): boolean {
  for (let index = 0; index < values.length; index++) if (!Number.isFinite(values[index])) return false
  return true
}

/** The end of a message about weights that are not finite. */
export const nonFiniteAdvice =
  'Its training diverged, or the file is damaged; pass { allowNonFinite: true } to load it anyway.'
