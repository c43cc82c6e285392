import { parseColor } from './parse-color.ts'

const dark = '#08306b'
const light = '#ffffff'

/** Returns white or dark blue, whichever has the higher WCAG contrast ratio with a colour. */
export function textColorOn(background: string): string {
  return contrast(background, light) > contrast(background, dark) ? light : dark
}

function contrast(one: string, other: string): number {
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (high! + 0.05) / (low! + 0.05)
}

function luminance(color: string): number {
  const [red, green, blue] = parseColor(color).map((byte) => {
    const share = byte / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
}
