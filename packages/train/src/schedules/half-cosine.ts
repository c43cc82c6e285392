/** From 1 to 0 along half a cosine. */
export const halfCosine = (share: number): number => 0.5 * (1 + Math.cos(Math.PI * Math.min(1, share)))
