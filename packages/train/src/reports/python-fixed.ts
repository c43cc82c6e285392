/**
 * A number with fixed decimals as Python's `f'{value:.2f}'` writes it: a value exactly between two goes to the even one,
 * where `toFixed` goes up (0.625 → 0.62).
 */
export function pythonFixed(value: number, digits: number): string {
  const size = Math.abs(value)
  const cut = size.toFixed(100)
  const end = cut.length - 100 + digits
  const isTie = /^50*$/.test(cut.slice(end))
  if (!isTie) return value.toFixed(digits)
  const lower = cut.slice(0, digits === 0 ? end - 1 : end)
  const text = Number(lower.at(-1)) % 2 === 0 ? lower : size.toFixed(digits)
  return value < 0 ? `-${text}` : text
}
