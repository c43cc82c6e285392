import type { DecodedImage } from '../decoded-image.ts'

/** Creates an image decoder: sharp if installed, otherwise plain JavaScript. */
export async function createDecoder(): Promise<(content: Uint8Array<ArrayBuffer>) => Promise<DecodedImage>> {
  const sharp = await importIfInstalled('sharp')
  if (!sharp) return async (content) => (await import('../decode-plainly.ts')).decodePlainly(content)
  return async (content) => {
    const { data, info } = await sharp(content).toColourspace('srgb').raw().toBuffer({ resolveWithObject: true })
    return { width: info.width, height: info.height, channels: info.channels, data }
  }
}

/** Imports a package by a name that bundlers do not see: they would look for it in every program. */
async function importIfInstalled(name: 'sharp'): Promise<typeof import('sharp').default | undefined> {
  return import(/* @vite-ignore */ /* webpackIgnore: true */ /* turbopackIgnore: true */ name).then(
    (module) => module.default,
    () => undefined,
  )
}
