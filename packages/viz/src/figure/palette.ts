/**
 * The colours of Okabe and Ito (2008), which readers with any kind of colour-blindness can tell apart, ordered so that
 * the first ones also stand out from white and from dark pages.
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

/** The colour of the group with this index; after the last colour the palette starts again. */
export function groupColor(index: number): string {
  return palette[index % palette.length]!
}
