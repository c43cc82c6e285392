import type { DecodedImage, ImageFile } from '../images/decoded-image.ts'
import type { FileStore } from './file-store.ts'
import type { RemoteFile } from './remote-file.ts'

/** All bytes at an address, read from where the page is. */
export async function readLocal(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(path)
  if (!response.ok) throw new Error(`HTTP ${response.status} ${response.statusText}`.trim())
  return new Uint8Array(await response.arrayBuffer())
}

/** The bytes at an address as they come. */
export async function streamLocal(path: string): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const response = await fetch(path)
  if (!response.ok || !response.body) throw new Error(`HTTP ${response.status} ${response.statusText}`.trim())
  return response.body
}

/** Keeps one file in the Cache API; where there is none (insecure pages), for this call only. */
export async function openStore({ dataset, name, bytes }: RemoteFile, cache = 'dlw'): Promise<FileStore> {
  const key = `https://dlw.invalid/${dataset}/${name}`
  const shelf = globalThis.caches ? await caches.open(cache) : undefined
  const part = new Uint8Array(bytes)
  let filled = 0
  return {
    place: `${name} in a folder on your own server`,
    async read() {
      const found = await shelf?.match(key)
      return found && new Uint8Array(await found.arrayBuffer())
    },
    async remove() {
      await shelf?.delete(key)
    },
    async alone(task) {
      const run = () => task(async () => {})
      return globalThis.navigator?.locks ? navigator.locks.request(key, run) : run()
    },
    partSize: async () => filled,
    async writePart(chunk, position) {
      part.set(chunk, position)
      filled = position + chunk.byteLength
    },
    async removePart() {
      filled = 0
    },
    readPart: async () => part.slice(0, filled),
    async keepPart() {
      await shelf?.put(key, new Response(part.slice(0, filled)))
    },
  }
}

/** A page cannot list folders. */
export async function listFiles(_folder: string): Promise<ImageFile[]> {
  throw new Error('A page cannot list a folder: pass the files of <input type="file" webkitdirectory>.')
}

/** The browser's own decoder. */
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
