/** Rounds to the nearest integer, half to even, like Python and NumPy. */
export function roundHalfEven(value: number): number {
  const rounded = Math.round(value)
  return rounded - value === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded
}
