import { initWasm, Resvg } from '@resvg/resvg-wasm'
import { drawingFiles } from '#drawing-files'

const family = 'Roboto Flex'
/** The program starts once in a process. */
let started: Promise<Uint8Array> | undefined

async function start(): Promise<Uint8Array> {
  const { wasm, font } = await drawingFiles()
  await initWasm(wasm)
  return font
}

/** Draws SVG text to PNG bytes with the font that this package carries, so that no system font is needed. */
export async function rasterize(svg: string, scale: number, background: string): Promise<Uint8Array> {
  started ??= start()
  const font = await started
  // resvg knows the older of the two names.
  const image = new Resvg(svg.replaceAll('image-rendering:pixelated', 'image-rendering:optimizeSpeed'), {
    background,
    fitTo: { mode: 'zoom', value: scale },
    font: { loadSystemFonts: false, fontBuffers: [font], defaultFontFamily: family, sansSerifFamily: family },
  })
  const picture = image.render()
  try {
    return picture.asPng()
  } finally {
    picture.free()
    image.free()
  }
}
