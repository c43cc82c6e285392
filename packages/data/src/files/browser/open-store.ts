import type { FileStore } from '../file-store.ts'
import type { RemoteFile } from '../remote-file.ts'

/** Keeps one file in the Cache API; where there is none (insecure pages), for this call only. */
export async function openStore({ folder, name }: RemoteFile, cache = 'dlw'): Promise<FileStore> {
  const key = `https://dlw.invalid/${folder}/${name}`
  const shelf = globalThis.caches ? await caches.open(cache) : undefined
  let pieces: Uint8Array<ArrayBuffer>[] = []
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
      return globalThis.navigator?.locks ? navigator.locks.request(key, task) : task()
    },
    partSize: async () => filled,
    async writePart(chunk, position) {
      if (position === 0) pieces = []
      pieces.push(chunk)
      filled = position + chunk.byteLength
    },
    async removePart() {
      pieces = []
      filled = 0
    },
    readPart: async () => new Uint8Array(await new Blob(pieces).arrayBuffer()),
    async keepPart() {
      await shelf?.put(key, new Response(new Blob(pieces)))
    },
  }
}
