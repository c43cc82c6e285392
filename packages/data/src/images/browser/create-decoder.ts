import type { DecodedImage } from '../decoded-image.ts'

/** Creates a decoder of images: the browser's own. */
export async function createDecoder(): Promise<(content: Uint8Array<ArrayBuffer>) => Promise<DecodedImage>> {
  return async (content) => {
    const bitmap = await createImageBitmap(new Blob([content]), {
      imageOrientation: 'none',
      colorSpaceConversion: 'none',
    })
    const { width, height } = bitmap
    const context = new OffscreenCanvas(width, height).getContext('2d')!
    context.drawImage(bitmap, 0, 0)
    bitmap.close()
    return { width, height, channels: 4, data: context.getImageData(0, 0, width, height).data }
  }
}
