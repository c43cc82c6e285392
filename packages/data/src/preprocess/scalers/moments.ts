/** Count, mean and sum of squared deviations of the numbers that are there (`NaN` is missing). */
export interface Moments {
  count: number
  mean: number
  /** Sum of the squared differences from the mean. */
  squares: number
}

/** Count, mean and spread in two passes, so that a large mean costs no digits. */
export function moments(values: ArrayLike<number>): Moments {
  let count = 0
  let sum = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (Number.isNaN(value)) continue
    count++
    sum += value
  }
  const mean = sum / count
  let squares = 0
  let rest = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (Number.isNaN(value)) continue
    squares += (value - mean) ** 2
    rest += value - mean
  }
  return { count, mean, squares: squares - rest ** 2 / count }
}
