/** The probability that a standard normal variable lies between two numbers, to about 1e-14 of itself. */
export function normalMass(low: number, high: number): number {
  // In the upper tail, differences of numbers near 1 would lose all digits.
  if (low > 0) return normalMass(-high, -low)
  return Math.max(0, high <= 0 ? below(high) - below(low) : 1 - below(-high) - below(low))
}

/** The probability of a number below `x`, for `x` ≤ 0. */
function below(x: number): number {
  if (x === -Infinity || x < -38) return 0
  return x > -3 ? 0.5 - between(-x) : tail(-x)
}

const density = (x: number): number => Math.exp(-(x ** 2) / 2) / Math.sqrt(2 * Math.PI)

/** From 0 to `x`: a series of positive terms. */
function between(x: number): number {
  let term = x
  let sum = x
  for (let odd = 3; term > sum * Number.EPSILON; odd += 2) {
    term *= x ** 2 / odd
    sum += term
  }
  return sum * density(x)
}

/** Above `x`: a continued fraction, from its far end. */
function tail(x: number): number {
  let fraction = x
  for (let level = 100; level > 0; level--) fraction = x + level / fraction
  return density(x) / fraction
}
