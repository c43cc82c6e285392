import { palette } from '../figure/palette.ts'

/** Filled shapes about six pixels wide, centred on the origin: groups differ by shape as well as by colour. */
const shapes: readonly string[] = [
  'M-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0z',
  'M0-3.8L3.5 2.6H-3.5z',
  'M-2.7-2.7H2.7V2.7H-2.7z',
  'M0-3.9L3.3 0L0 3.9L-3.3 0z',
  'M0 3.8L3.5-2.6H-3.5z',
  'M-1.1-3.4H1.1V-1.1H3.4V1.1H1.1V3.4H-1.1V1.1H-3.4V-1.1H-1.1z',
]

/** The path data of the group's symbol. */
export function groupSymbol(index: number): string {
  return shapes[index % shapes.length]!
}

/** How many groups differ by the pair of symbol and colour. */
export const symbolAndColorCount: number = leastCommonMultiple(shapes.length, palette.length)

function leastCommonMultiple(one: number, other: number): number {
  let multiple = one
  while (multiple % other !== 0) multiple += one
  return multiple
}
