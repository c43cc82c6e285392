/** Options of {@link minimizeBounded}. */
interface Bounds {
  from: number
  to: number
  /** How near the minimum must be found. */
  tolerance: number
}

const shortPart = 0.5 * (3 - Math.sqrt(5))

/**
 * Finds the minimum of a function of one number between two bounds (Brent 1973: parabolas, golden sections where they
 * fail).
 *
 * @see scipy.optimize.fminbound
 */
export function minimizeBounded(of: (x: number) => number, { from, to, tolerance }: Bounds): number {
  let [low, high] = [from, to]
  let best = low + shortPart * (high - low)
  let [second, third] = [best, best]
  let bestValue = of(best)
  let [secondValue, thirdValue] = [bestValue, bestValue]
  let [step, before] = [0, 0]
  for (let calls = 1; calls < 500; calls++) {
    const middle = 0.5 * (low + high)
    const near = Math.sqrt(Number.EPSILON) * Math.abs(best) + tolerance / 3
    if (Math.abs(best - middle) <= 2 * near - 0.5 * (high - low)) break
    let isGolden = true
    if (Math.abs(before) > near) {
      const r = (best - second) * (bestValue - thirdValue)
      let q = (best - third) * (bestValue - secondValue)
      let p = (best - third) * q - (best - second) * r
      q = 2 * (q - r)
      if (q > 0) p = -p
      q = Math.abs(q)
      const last = before
      before = step
      if (Math.abs(p) < Math.abs(0.5 * q * last) && p > q * (low - best) && p < q * (high - best)) {
        step = p / q
        const x = best + step
        if (x - low < 2 * near || high - x < 2 * near) step = near * (middle >= best ? 1 : -1)
        isGolden = false
      }
    }
    if (isGolden) {
      before = best >= middle ? low - best : high - best
      step = shortPart * before
    }
    const x = best + (step >= 0 ? 1 : -1) * Math.max(Math.abs(step), near)
    const value = of(x)
    if (value <= bestValue) {
      if (x >= best) low = best
      else high = best
      ;[third, thirdValue, second, secondValue, best, bestValue] = [second, secondValue, best, bestValue, x, value]
    } else {
      if (x < best) low = x
      else high = x
      if (value <= secondValue || second === best) {
        ;[third, thirdValue, second, secondValue] = [second, secondValue, x, value]
      } else if (value <= thirdValue || third === best || third === second) [third, thirdValue] = [x, value]
    }
  }
  return best
}
