import { type ColorScheme, scaleColors } from '../figure/color-scale.ts'

/** The colour of a value on a scale between two numbers; values beyond them have the colour of the nearer end. */
export function valueShade(
  scheme: ColorScheme,
  [from, to]: readonly [number, number],
): (value: number) => string | undefined {
  const colors = scaleColors(scheme, 256)
  return (value) => {
    if (Number.isNaN(value)) return undefined
    // Halves, as the difference of the largest numbers is Infinity.
    const share = from < to ? (value / 2 - from / 2) / (to / 2 - from / 2) : 0.5
    return colors[Math.round(255 * Math.min(1, Math.max(0, share)))]!
  }
}
