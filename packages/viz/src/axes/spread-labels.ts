/** Moves positions apart so that neighbours keep a gap, inside a range as far as they fit. */
export function spreadLabels(positions: readonly number[], gap: number, from: number, to: number): number[] {
  const order = positions.map((_, index) => index).sort((a, b) => positions[a]! - positions[b]!)
  const places = [...positions]
  let free = from
  for (const index of order) {
    places[index] = Math.max(places[index]!, free)
    free = places[index] + gap
  }
  let limit = to
  for (const index of order.reverse()) {
    places[index] = Math.min(places[index]!, limit)
    limit = places[index] - gap
  }
  return places
}
