import { parseHTML } from 'linkedom/worker'
import { fontFiles, ownFamily } from './font-files.node.ts'
import type { RasterOptions } from './raster-options.ts'

/** A fresh headless document. */
export function createDocument(): Document {
  return parseHTML('<!doctype html><html><body></body></html>').document as unknown as Document
}

/**
 * Draws SVG text to PNG bytes with the font that this package depends on, so that no system font is needed, and with
 * the fonts that are given.
 */
export async function rasterize(svg: string, options: RasterOptions): Promise<Uint8Array> {
  const { scale, background, fonts, systemFonts } = options
  const { Resvg } = await import('@resvg/resvg-js')
  const files = await fontFiles(svg, fonts, !systemFonts)
  // resvg knows the older of the two names.
  const image = new Resvg(svg.replaceAll('image-rendering:pixelated', 'image-rendering:optimizeSpeed'), {
    background,
    fitTo: { mode: 'zoom', value: scale },
    font: { loadSystemFonts: systemFonts, fontFiles: files, defaultFontFamily: ownFamily, sansSerifFamily: ownFamily },
  })
  return image.render().asPng()
}
