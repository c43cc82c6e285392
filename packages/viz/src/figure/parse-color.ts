/** Parses `#rrggbb` or `rgb(r, g, b)` to red, green and blue from 0 to 255. */
export function parseColor(color: string): number[] {
  if (!color.startsWith('#')) return color.match(/\d+/g)!.map(Number)
  return [1, 3, 5].map((start) => Number.parseInt(color.slice(start, start + 2), 16))
}
