/** Evaluates a polynomial, highest power first. */
const polynomial = (x: number, ...coefficients: number[]): number =>
  coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0)

/**
 * The quantile function of the standard normal distribution, to 16 digits (Wichura 1988, AS 241).
 *
 * @see scipy.stats.norm.ppf
 */
export function normalQuantile(probability: number): number {
  const q = probability - 0.5
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q
    return (
      (q *
        polynomial(
          r,
          2509.0809287301227,
          33430.57558358813,
          67265.7709270087,
          45921.95393154987,
          13731.69376550946,
          1971.5909503065513,
          133.14166789178438,
          3.3871328727963665,
        )) /
      polynomial(
        r,
        5226.495278852546,
        28729.085735721943,
        39307.89580009271,
        21213.794301586597,
        5394.196021424751,
        687.1870074920579,
        42.31333070160091,
        1,
      )
    )
  }
  if (probability === 0 || probability === 1) return probability === 0 ? -Infinity : Infinity
  const r = Math.sqrt(-Math.log(q < 0 ? probability : 1 - probability))
  const value =
    r <= 5
      ? polynomial(
          r - 1.6,
          0.0007745450142783414,
          0.022723844989269184,
          0.2417807251774506,
          1.2704582524523684,
          3.6478483247632045,
          5.769497221460691,
          4.630337846156546,
          1.4234371107496835,
        ) /
        polynomial(
          r - 1.6,
          1.0507500716444169e-9,
          0.0005475938084995345,
          0.015198666563616457,
          0.14810397642748008,
          0.6897673349851,
          1.6763848301838038,
          2.053191626637759,
          1,
        )
      : polynomial(
          r - 5,
          2.0103343992922881e-7,
          2.7115555687434876e-5,
          0.0012426609473880784,
          0.026532189526576124,
          0.29656057182850487,
          1.7848265399172913,
          5.463784911164114,
          6.657904643501103,
        ) /
        polynomial(
          r - 5,
          2.0442631033899397e-15,
          1.421511758316446e-7,
          1.8463183175100548e-5,
          0.0007868691311456133,
          0.014875361290850615,
          0.1369298809227358,
          0.599832206555888,
          1,
        )
  return q < 0 ? -value : value
}

/**
 * The cumulative distribution function of the standard normal distribution: the quantile function turned round by
 * Newton's steps from a rough start (Abramowitz and Stegun 26.2.17).
 *
 * @see scipy.stats.norm.cdf
 */
export function normalProbability(x: number): number {
  if (Number.isNaN(x)) return Number.NaN
  const t = 1 / (1 + 0.2316419 * Math.abs(x))
  const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)
  const tail = density * t * polynomial(t, 1.330274429, -1.821255978, 1.781477937, -0.356563782, 0.31938153)
  let small = tail
  const target = -Math.abs(x)
  for (let step = 0; step < 4 && small > 0; step++) small += (target - normalQuantile(small)) * density
  return x < 0 ? small : 1 - small
}
