import { parseHTML } from 'linkedom/worker'
import type { RasterOptions } from './raster-options.ts'

/** A fresh headless document. */
export function createDocument(): Document {
  return parseHTML('<!doctype html><html><body></body></html>').document as unknown as Document
}

/** Draws SVG text to PNG bytes. What draws is loaded when it is first needed. */
export async function rasterize(svg: string, options: RasterOptions): Promise<Uint8Array> {
  return (await import('./rasterize.node.ts')).rasterize(svg, options)
}
