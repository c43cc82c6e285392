/** The number with at most three significant digits, for sentences. */
export function shortNumber(value: number | undefined): string {
  return String(Number((value ?? Number.NaN).toPrecision(3)))
}
