import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { initWasm, Resvg } from '@resvg/resvg-wasm'

const { resolve } = createRequire(import.meta.url)
const font = readFileSync(resolve('@expo-google-fonts/roboto-flex/400Regular/RobotoFlex_400Regular.ttf'))
await initWasm(readFileSync(resolve('@resvg/resvg-wasm/index_bg.wasm')))

interface Box {
  x: number
  y: number
  width: number
  height: number
}

/** What an SVG draws, words in the font of PNG files among it; undefined where that is nothing. Throws for broken XML. */
export function boundingBox(svg: string): Box | undefined {
  const parsed = new Resvg(svg, {
    font: { loadSystemFonts: false, fontBuffers: [font], defaultFontFamily: 'Roboto Flex' },
  })
  try {
    const box = parsed.getBBox()
    return box && { x: box.x, y: box.y, width: box.width, height: box.height }
  } finally {
    parsed.free()
  }
}
