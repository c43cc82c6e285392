import { createRequire } from 'node:module'
import { toSvg } from '@dlw/viz'
import { Resvg } from '@resvg/resvg-js'
import { expect } from 'vitest'

const font = createRequire(import.meta.url).resolve(
  '@expo-google-fonts/roboto-flex/400Regular/RobotoFlex_400Regular.ttf',
)

/**
 * Checks what must be true of any figure: its text is XML (resvg has a strict parser), no attribute holds what is no
 * number, and all that is drawn, words in a real font among it, lies inside the view box.
 */
export function checkFigure(figure: Element): string {
  const svg = figure.localName === 'svg' ? toSvg(figure) : figure.innerHTML
  if (svg === '') return svg
  const parsed = new Resvg(svg, {
    font: { loadSystemFonts: false, fontFiles: [font], defaultFontFamily: 'Roboto Flex' },
  })
  const attributes = Array.from(svg.matchAll(/ [\w-]+="([^"]*)"/g), ([whole, value]) =>
    /^ (?:aria-label|href)=/.test(whole!) ? '' : value!,
  )
  expect(attributes.filter((value) => /NaN|Infinity|undefined|null/.test(value))).toEqual([])
  const [, width, height] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg)!
  const box = parsed.getBBox()
  if (box !== undefined) {
    expect(box.x).toBeGreaterThanOrEqual(-2)
    expect(box.y).toBeGreaterThanOrEqual(-2)
    expect(box.x + box.width).toBeLessThanOrEqual(Number(width) + 2)
    expect(box.y + box.height).toBeLessThanOrEqual(Number(height) + 2)
  }
  return svg
}
