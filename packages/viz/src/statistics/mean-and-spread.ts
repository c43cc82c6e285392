/** The mean of numbers, without a sum that could be too large. */
export function meanOf(values: ArrayLike<number>): number {
  let mean = 0
  for (let index = 0; index < values.length; index++) mean += (values[index]! - mean) / (index + 1)
  return mean
}

/** The standard deviation: with `n − freedom` below the line, 0 as in NumPy, 1 as in pandas. NaN where that is 0. */
export function deviationOf(values: ArrayLike<number>, freedom: 0 | 1): number {
  const mean = meanOf(values)
  let largest = 0
  for (let index = 0; index < values.length; index++) largest = Math.max(largest, Math.abs(values[index]! - mean))
  if (values.length <= freedom) return Number.NaN
  if (largest === 0) return 0
  let squares = 0
  for (let index = 0; index < values.length; index++) squares += ((values[index]! - mean) / largest) ** 2
  return largest * Math.sqrt(squares / (values.length - freedom))
}
