/** The sum of numbers in the order in which NumPy adds them, to the same last digit. */
export function pairwiseSum(values: ArrayLike<number>, from = 0, to: number = values.length): number {
  const count = to - from
  if (count < 8) {
    let sum = 0
    for (let i = from; i < to; i++) sum += values[i]!
    return sum
  }
  if (count <= 128) {
    const parts = Array.from({ length: 8 }, (_, part) => values[from + part]!)
    let place = from + 8
    for (; place + 8 <= to; place += 8) for (let part = 0; part < 8; part++) parts[part]! += values[place + part]!
    const [a, b, c, d, e, f, g, h] = parts as [number, number, number, number, number, number, number, number]
    let sum = a + b + (c + d) + (e + f + (g + h))
    for (; place < to; place++) sum += values[place]!
    return sum
  }
  const half = Math.floor(count / 2)
  const middle = from + half - (half % 8)
  return pairwiseSum(values, from, middle) + pairwiseSum(values, middle, to)
}
