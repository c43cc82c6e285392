/** How a histogram of weights is drawn. */
export interface HistogramPathOptions {
  /** The axis goes from −range to range. */
  range: number
  width: number
  height: number
  /** Defaults to 21: one lies around zero. */
  bins?: number
}

/** How many of the weights lie in each of some intervals of the same width, from −range to range. */
export function countWeights(weights: readonly number[], range: number, bins: number): number[] {
  const counts = Array.from({ length: bins }, () => 0)
  for (const weight of weights) {
    const place = Math.floor(((weight + range) / (2 * range)) * bins)
    if (place >= 0 && place <= bins) counts[Math.min(place, bins - 1)]! += 1
  }
  return counts
}

/** The bars of a histogram as one path; the highest reaches the top. */
export function histogramPath(
  weights: readonly number[],
  { range, width, height, bins = 21 }: HistogramPathOptions,
): string {
  const counts = countWeights(weights, range, bins)
  const most = counts.reduce((high, count) => Math.max(high, count), 1)
  const wide = width / bins
  return counts
    .map((count, place) => {
      const high = (height * count) / most
      return count === 0
        ? ''
        : `M${(place * wide + 0.5).toFixed(1)} ${height.toFixed(1)}v${(-high).toFixed(1)}h${(wide - 1).toFixed(1)}v${high.toFixed(1)}z`
    })
    .join('')
}

/** The largest size of any weight, to two digits, rounded up: an axis for all of them. */
export function weightRange(layers: readonly (readonly number[])[]): number {
  let most = 0
  for (const weights of layers) for (const weight of weights) most = Math.max(most, Math.abs(weight))
  if (most === 0) return 1
  const unit = 10 ** (Math.floor(Math.log10(most)) - 1)
  return Number((Math.ceil(most / unit) * unit).toPrecision(2))
}
