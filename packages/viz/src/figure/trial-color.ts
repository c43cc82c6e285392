import * as Plot from '@observablehq/plot'

/** The colour of a trial by its rank: light grey blue for the worst, dark blue for all but the best, which stands out. */
export function trialColor(rank: number, count: number): string {
  if (rank === count - 1) return '#d55e00'
  const scale = Plot.scale({ color: { type: 'linear', scheme: 'Blues', domain: [-1.2, 1.15] } })
  return scale.apply(count > 1 ? rank / (count - 1) : 1) as string
}
