import { initWasm, Resvg } from '@resvg/resvg-wasm'
import { drawingFiles } from '#drawing-files'
import { fontBuffers, ownFamily } from './font-buffers.node.ts'
import type { RasterOptions } from './raster-options.ts'

/** The program starts once in a process. */
let started: Promise<Uint8Array> | undefined

async function start(): Promise<Uint8Array> {
  const { wasm, font } = await drawingFiles()
  await initWasm(wasm)
  return font
}

/**
 * Draws SVG text to PNG bytes with the font that this package carries, so that no system font is needed, and with the
 * fonts that are given.
 */
export async function rasterize(
  svg: string,
  { scale, background, fonts, systemFonts }: RasterOptions,
): Promise<Uint8Array> {
  started ??= start()
  const buffers = await fontBuffers(svg, { own: await started, given: fonts, systemFonts })
  // resvg knows the older of the two names.
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
