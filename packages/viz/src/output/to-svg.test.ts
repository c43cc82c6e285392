import { describe, expect, it } from 'vitest'
import { linePlot } from '../plots/tables/line-plot.ts'
import { inlineSvg, lightSvg, toSvg } from './to-svg.ts'

const hostile = '</title><script>alert("x")</script>&'

describe('toSvg', () => {
  it('names its size, its namespace and nothing from elsewhere', () => {
    const svg = toSvg(linePlot({ loss: [1, 0.5] }))
    expect(svg.startsWith('<svg xmlns="http://www.w3.org/2000/svg" aria-labelledby=')).toBe(true)
    expect(svg).toMatch(/^<svg[^>]* height="360"[^>]* viewBox="0 0 640 360" width="640"/)
    expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|@import|<script|url\((?!#)/)
  })

  it('escapes text', () => {
    const svg = toSvg(linePlot({ [hostile]: [1, 2], b: [2, 1] }, { title: hostile, xLabel: hostile }))
    expect(svg).not.toContain('<script')
    expect(svg).toContain('&lt;/title&gt;&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&amp;')
  })

  it('rounds coordinates to two decimals', () => {
    expect(toSvg(linePlot({ loss: [1, 1 / 3, 1 / 7] }))).not.toMatch(/="[^"]*\d\.\d{3}/)
  })
})

describe('inlineSvg', () => {
  it('gives every id and every reference to one the prefix', () => {
    const svg = inlineSvg(linePlot({ loss: [1, 0.5] }), 'f1-')
    const ids = Array.from(svg.matchAll(/ id="([^"]*)"/g), ([, id]) => id)
    expect(ids).toHaveLength(2)
    expect(svg).toContain(` aria-labelledby="${ids.join(' ')}"`)
    expect(ids.every((id) => id!.startsWith('f1-'))).toBe(true)
  })
})

describe('lightSvg', () => {
  it('leaves nothing that depends on the scheme', () => {
    const svg = toSvg(linePlot({ loss: [1, 0.5] }))
    expect(svg).toContain('prefers-color-scheme')
    expect(lightSvg(svg)).not.toContain('prefers-color-scheme')
    expect(lightSvg(svg)).toContain('<style>svg:root{color:#1b1b1b}</style>')
  })
})
