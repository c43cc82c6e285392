import { createHash } from 'node:crypto'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { FileStore } from '../file-store.ts'
import type { RemoteFile } from '../remote-file.ts'
import { acquireLock } from './acquire-lock.ts'
import { cacheFolder } from './cache-folder.ts'
import { unlessMissing } from './missing-file.ts'
import { readLocal } from './read-local.ts'
import { syncFolder } from './write-atomically.ts'

/** Keeps one file in a folder of the cache. */
export async function openStore({ folder, name, urls }: RemoteFile, cache?: string): Promise<FileStore> {
  const path = join(cache === undefined ? cacheFolder() : resolve(cache), folder, name)
  // Another version of the file, at another address, must not be joined to this one's part.
  const part = `${path}.${createHash('sha256').update(urls.join()).digest('hex').slice(0, 8)}.part`
  return {
    place: path,
    read: () => readLocal(path).catch(unlessMissing(undefined)),
    remove: () => rm(path, { force: true }),
    async alone(task) {
      await mkdir(dirname(path), { recursive: true })
      const release = await acquireLock(`${path}.lock`)
      try {
        return await task()
      } finally {
        await release()
      }
    },
    partSize: () => stat(part).then(({ size }) => size, unlessMissing(0)),
    async writePart(chunk, position) {
      const handle = await open(part, position === 0 ? 'w' : 'r+')
      try {
        await handle.write(chunk, 0, chunk.byteLength, position)
      } finally {
        await handle.close()
      }
    },
    removePart: () => rm(part, { force: true }),
    readPart: () => readLocal(part),
    async keepPart() {
      const handle = await open(part, 'r+')
      await handle.sync().finally(() => handle.close())
      await rename(part, path)
      await syncFolder(dirname(path))
    },
  }
}
