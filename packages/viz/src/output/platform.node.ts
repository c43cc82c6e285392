import { parseHTML } from 'linkedom/worker'
import type { RasterOptions } from './raster-options.ts'

/** Creates a headless document. */
export function createDocument(): Document {
  return parseHTML('<!doctype html><html><body></body></html>').document as unknown as Document
}

/** Renders SVG text to PNG bytes. The renderer is loaded on first use. */
export async function rasterize(svg: string, options: RasterOptions): Promise<Uint8Array> {
  return (await import('./rasterize.node.ts')).rasterize(svg, options)
}
