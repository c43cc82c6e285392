import { createRequire } from 'node:module'
import { parseHTML } from 'linkedom/worker'

/** A fresh headless document. */
export function createDocument(): Document {
  return parseHTML('<!doctype html><html><body></body></html>').document as unknown as Document
}

/** Draws SVG text to PNG bytes with the font that this package depends on, so that no system font is needed. */
export async function rasterize(svg: string, scale: number, background: string): Promise<Uint8Array> {
  const { Resvg } = await import('@resvg/resvg-js')
  const font = createRequire(import.meta.url).resolve(
    '@expo-google-fonts/roboto-flex/400Regular/RobotoFlex_400Regular.ttf',
  )
  const family = 'Roboto Flex'
  // resvg knows the older of the two names.
  const image = new Resvg(svg.replaceAll('image-rendering:pixelated', 'image-rendering:optimizeSpeed'), {
    background,
    fitTo: { mode: 'zoom', value: scale },
    font: { loadSystemFonts: false, fontFiles: [font], defaultFontFamily: family, sansSerifFamily: family },
  })
  return image.render().asPng()
}
