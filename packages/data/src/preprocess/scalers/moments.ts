/** Count, mean and sum of squared deviations of the non-missing numbers. */
export interface Moments {
  count: number
  mean: number
  /** Sum of the squared differences from the mean. */
  squares: number
}

/** Computes count, mean and squared deviations in two passes, which is accurate even for a large mean. */
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
    const distance = value - mean
    squares += distance * distance
    rest += distance
  }
  return { count, mean, squares: squares - rest ** 2 / count }
}
