import type { DecodedImage } from '../decoded-image.ts'

/** Creates a decoder of images: sharp where it is installed, else plain JavaScript. */
export async function createDecoder(): Promise<(content: Uint8Array<ArrayBuffer>) => Promise<DecodedImage>> {
  const sharp = await import('sharp').then(
    (module) => module.default,
    () => undefined,
  )
  if (!sharp) return async (content) => (await import('../decode-plainly.ts')).decodePlainly(content)
  return async (content) => {
    const { data, info } = await sharp(content).toColourspace('srgb').raw().toBuffer({ resolveWithObject: true })
    return { width: info.width, height: info.height, channels: info.channels, data }
  }
}
