import type { RasterOptions } from './raster-options.ts'

/**
 * The page's own document.
 *
 * @throws Error in a worker, which has none.
 */
export function createDocument(): Document {
  if (typeof document === 'undefined') {
    throw new Error(
      "A plot: expected a document, received none: workers have none. Send the numbers to the page and draw there, or pass { document } of a headless one, such as linkedom's.",
    )
  }
  return document
}

/** Draws SVG text to PNG bytes on a canvas, with the fonts of the reader's system. */
export async function rasterize(svg: string, { scale, background }: RasterOptions): Promise<Uint8Array> {
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(image.naturalWidth * scale)
  canvas.height = Math.round(image.naturalHeight * scale)
  const context = canvas.getContext('2d')!
  context.fillStyle = background
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(image, 0, 0, canvas.width, canvas.height)
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  return new Uint8Array(await blob!.arrayBuffer())
}
