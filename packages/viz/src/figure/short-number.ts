/** The number with at most three significant digits, for sentences. */
export function shortNumber(value: number | undefined): string {
  if (value === undefined || Number.isNaN(value)) return 'missing'
  return String(Number(value.toPrecision(3)))
}
