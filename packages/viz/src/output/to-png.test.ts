import { describe, expect, it } from 'vitest'
import { linePlot } from '../plots/line-plot.ts'
import { toPng } from './to-png.ts'

const size = (bytes: Uint8Array): [number, number] => {
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  return [view.getUint32(16), view.getUint32(20)]
}

describe('toPng', () => {
  it('has the size of the figure times the scale', async () => {
    const figure = linePlot({ loss: [1, 0.5] })
    expect(size(await toPng(figure, { scale: 1 }))).toEqual([640, 360])
    expect(size(await toPng(figure))).toEqual([1280, 720])
  })

  it('draws text with the font of this package, not with one of the system', async () => {
    const text = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30"><text x="5" y="20">text</text></svg>'
    const empty = await toPng(text.replace(/<text.*<\/text>/, ''), { scale: 1 })
    const drawn = await toPng(text, { scale: 1 })
    expect(drawn.length).toBeGreaterThan(empty.length + 100)
  })

  it('is white behind the figure unless told otherwise', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
    expect(await toPng(svg)).toEqual(await toPng(svg, { background: '#ffffff' }))
    expect(await toPng(svg)).not.toEqual(await toPng(svg, { background: 'black' }))
  })
})
