import { createDecoder } from '#platform'
import { expectInteger } from '../arguments/index.ts'
import type { ImageFile } from './decoded-image.ts'
import { resizeImage } from './resize-image.ts'

interface ImageReaderOptions {
  size: readonly [height: number, width: number]
  channels: 1 | 3
}

/** Reads files into the pixels of images of one size, one after the other. */
export type ImageReader = (files: readonly ImageFile[], onRead?: (file: ImageFile) => void) => Promise<Uint8Array>

/** Makes a reader with the best decoder there is here. */
export async function imageReader(
  { size: [height, width], channels }: ImageReaderOptions,
  where: string,
): Promise<ImageReader> {
  const decode = await createDecoder()
  const length = height * width * channels
  return async (files, onRead) => {
    const data = new Uint8Array(files.length * length)
    const load = async (file: ImageFile, index: number): Promise<void> => {
      try {
        const pixels = data.subarray(index * length, (index + 1) * length)
        resizeImage(await decode(await file.read()), { pixels, height, width, channels })
      } catch (cause) {
        throw new Error(`${where}: expected an image, received file=${file.path}. Replace or remove it.`, { cause })
      }
      onRead?.(file)
    }
    // A few at a time: decoders work in parallel, and memory holds but a few large pictures.
    for (let start = 0; start < files.length; start += 8) {
      await Promise.all(files.slice(start, start + 8).map((file, offset) => load(file, start + offset)))
    }
    return data
  }
}

/** Refuses a size that no image can have. */
export function checkSize([height, width]: readonly [number, number], where: string): void {
  for (const length of [height, width]) {
    expectInteger(where, 'size', length, { advice: 'Pass [height, width] in pixels, for example [64, 64].' })
  }
}
