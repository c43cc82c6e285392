/** Formats a number with at most three significant digits, for use in sentences. */
export function shortNumber(value: number | undefined): string {
  if (value === undefined || Number.isNaN(value)) return 'missing'
  return String(Number(value.toPrecision(3)))
}
