/**
 * A quantile of sorted numbers, interpolated linearly between neighbours.
 *
 * @see numpy.quantile
 */
export function quantile(sorted: ArrayLike<number>, fraction: number): number {
  if (sorted.length === 0) return Number.NaN
  const place = fraction * (sorted.length - 1)
  const below = sorted[Math.floor(place)]!
  const above = sorted[Math.min(Math.floor(place) + 1, sorted.length - 1)]!
  const weight = place - Math.floor(place)
  // A value that is met exactly stays itself: Infinity - Infinity would be NaN.
  if (weight === 0 || below === above) return below
  // Both ends exactly, as NumPy interpolates.
  return weight >= 0.5 ? above - (above - below) * (1 - weight) : below + (above - below) * weight
}
