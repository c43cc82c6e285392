/**
 * The colours of Okabe and Ito (2008), which are distinguishable with any kind of colour blindness, ordered so that the
 * first ones contrast with light and dark backgrounds.
 *
 * @see https://jfly.uni-koeln.de/color/
 */
export const palette: readonly string[] = [
  '#0072b2',
  '#d55e00',
  '#009e73',
  '#cc79a7',
  '#e69f00',
  '#56b4e9',
  '#7f7f7f',
  '#b8a800',
]

/** Returns the colour of the group with this index; colours repeat after the last one. */
export function groupColor(index: number): string {
  return palette[index % palette.length]!
}
