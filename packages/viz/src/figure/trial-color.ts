import * as Plot from '@observablehq/plot'

/** The colour of a trial by its rank: light grey blue for the worst, dark blue for all but the best, which stands out. */
export function trialColors(count: number): (rank: number) => string {
  const scale = Plot.scale({ color: { type: 'linear', scheme: 'Blues', domain: [-1.2, 1.15] } })
  return (rank) => (rank === count - 1 ? '#d55e00' : (scale.apply(count > 1 ? rank / (count - 1) : 1) as string))
}
