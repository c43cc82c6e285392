import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { linePlot } from '../plots/tables/line-plot.ts'
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

  it('refuses a picture that no machine has the memory for', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="100000" height="100000"/>'
    await expect(toPng(svg)).rejects.toThrowErrorMatchingInlineSnapshot(
      `[RangeError: toPng: expected at most 268,435,456 pixels, received a figure of 100000 × 100000 with scale=2. Use a lower scale or draw less.]`,
    )
  })
})

const font = (name: string): URL => new URL(`../../test/fonts/noto-sans-${name}-subset.ttf`, import.meta.url)
const word = (text: string, options = {}): Promise<Uint8Array> =>
  toPng(`<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30"><text x="5" y="20">${text}</text></svg>`, {
    scale: 1,
    ...options,
  })

describe('toPng of other scripts', () => {
  it.each(['Αθήνα', 'Москва', 'Zürich', 'a − b × c'])('draws %s with the font of this package', async (text) => {
    const [first, ...rest] = text
    // Boxes in place of characters would all look alike.
    expect(await word(text)).not.toEqual(await word(first!.repeat(rest.length + 1)))
  })

  it.each([
    ['Japanese', '東京', '東東', 'jp'],
    ['Arabic', 'قاهرة', 'ققققق', 'arabic'],
  ])('draws %s with a font that is given', async (_, text, other, name) => {
    const fonts = [font(name)]
    expect(await word(text, { fonts })).not.toEqual(await word(other, { fonts }))
  })

  it('joins Arabic letters', async () => {
    const fonts = [font('arabic')]
    expect(await word('سكان', { fonts })).not.toEqual(await word('س\u200cك\u200cا\u200cن', { fonts }))
  })

  it.each(['東京', 'あいう', 'القاهرة', 'ירושלים', '서울', 'a 🎉', '\u{10330}'])(
    'says what is missing for %s',
    async (text) => {
      await expect(word(text)).rejects.toThrowErrorMatchingSnapshot()
    },
  )

  it('draws scripts of one text with several fonts where letters stand alone', async () => {
    const fonts = [font('jp'), font('arabic')]
    expect(await word('東京 Ж', { fonts })).not.toEqual(await word('東東 Ж', { fonts }))
  })

  it('says what no single font can draw', async () => {
    const fonts = [font('jp'), font('arabic')]
    await expect(word('東京 القاهرة', { fonts })).rejects.toThrowErrorMatchingInlineSnapshot(
      `[RangeError: toPng: expected one font for all of a text with joined letters, received "東京 القاهرة", of which each font has a part only. Write its scripts in texts of their own, or pass a font that has them all.]`,
    )
  })

  it('says what the given fonts lack', async () => {
    await expect(word('東京 القاهرة', { fonts: [font('jp')] })).rejects.toThrow(
      /received "[القاهرة]+" \(Arabic\), which the fonts lack/,
    )
  })

  it('names a file that is no font', async () => {
    await expect(word('a', { fonts: ['not-there.ttf'] })).rejects.toThrowErrorMatchingInlineSnapshot(
      `[Error: toPng: expected a font file (.ttf, .otf or .ttc), received not-there.ttf. Check its path and format.]`,
    )
    await expect(word('a', { fonts: [import.meta.filename] })).rejects.toThrow('expected a font file')
  })

  it('takes a font of the system with systemFonts', async () => {
    const home = await mkdtemp(join(tmpdir(), 'dlw-home-'))
    await cp(font('jp'), join(home, '.fonts', 'japanese.ttf'))
    vi.stubEnv('HOME', home)
    vi.stubEnv('USERPROFILE', home)
    expect([...(await word('東京', { systemFonts: true })).subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47])
    vi.unstubAllEnvs()
    await rm(home, { recursive: true })
  })

  it('starts the renderer once, also from a second copy of the module', async () => {
    await word('a')
    vi.resetModules()
    const { toPng: again } = await import('./to-png.ts')
    expect(size(await again(linePlot({ loss: [1, 0.5] }), { scale: 1 }))).toEqual([640, 360])
  })
})
