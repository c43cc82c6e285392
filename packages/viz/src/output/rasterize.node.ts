import { initWasm, Resvg } from '@resvg/resvg-wasm'
import { drawingFiles } from '#drawing-files'
import { fontBuffers, ownFamily } from './font-buffers.node.ts'
import type { RasterOptions } from './raster-options.ts'

/** The renderer is initialised once per process. */
let started: Promise<Uint8Array> | undefined

async function start(): Promise<Uint8Array> {
  const { wasm, font } = await drawingFiles()
  try {
    await initWasm(wasm)
  } catch (error) {
    // Another copy of this module, or the program itself, has started the renderer of this process.
    if (!/already initialized/i.test(String(error))) throw error
  }
  return font
}

/** Renders SVG text to PNG bytes with the bundled font and the given ones, so that no system font is needed. */
export async function rasterize(
  svg: string,
  { scale, background, fonts, systemFonts }: RasterOptions,
): Promise<Uint8Array> {
  started ??= start()
  const buffers = await fontBuffers(svg, { own: await started, given: fonts, systemFonts })
  // resvg supports only the older of the two names.
  const image = new Resvg(svg.replaceAll('image-rendering:pixelated', 'image-rendering:optimizeSpeed'), {
    background,
    fitTo: { mode: 'zoom', value: scale },
    font: {
      loadSystemFonts: false,
      fontBuffers: buffers,
      defaultFontFamily: ownFamily,
      sansSerifFamily: ownFamily,
    },
  })
  const picture = image.render()
  try {
    return picture.asPng()
  } finally {
    picture.free()
    image.free()
  }
}
