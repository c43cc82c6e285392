import { toSvg } from '@dlw/viz'
import { expect } from 'vitest'
import { boundingBox } from '../bounding-box.ts'

/**
 * Checks what must be true of any figure: its text is XML (resvg has a strict parser), no attribute holds what is no
 * number, and all that is drawn, words in a real font among it, lies inside the view box.
 */
export function checkFigure(figure: Element): string {
  const svg = figure.localName === 'svg' ? toSvg(figure) : figure.innerHTML
  if (svg === '') return svg
  const box = boundingBox(svg)
  const attributes = Array.from(svg.matchAll(/ [\w-]+="([^"]*)"/g), ([whole, value]) =>
    /^ (?:aria-label|href)=/.test(whole!) ? '' : value!,
  )
  expect(attributes.filter((value) => /NaN|Infinity|undefined|null/.test(value))).toEqual([])
  const [, width, height] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg)!
  if (box !== undefined) {
    expect(box.x).toBeGreaterThanOrEqual(-2)
    expect(box.y).toBeGreaterThanOrEqual(-2)
    expect(box.x + box.width).toBeLessThanOrEqual(Number(width) + 2)
    expect(box.y + box.height).toBeLessThanOrEqual(Number(height) + 2)
  }
  return svg
}
