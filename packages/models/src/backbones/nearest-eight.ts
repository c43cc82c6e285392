/** Rounds to the nearest multiple of eight that is at most 10 % below `value`. */
export function nearestEight(value: number): number {
  const rounded = Math.max(8, Math.floor((value + 4) / 8) * 8)
  return rounded < 0.9 * value ? rounded + 8 : rounded
}
