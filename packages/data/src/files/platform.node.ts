import { createHash } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises'
import { homedir, hostname } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { DecodedImage, ImageFile } from '../images/decoded-image.ts'
import type { FileStore } from './file-store.ts'
import type { RemoteFile } from './remote-file.ts'

/** A lock of another machine this old belongs to a process that died. */
const staleAfter = 60_000

/** All bytes of a file, named by its path or its `file:` URL. */
export async function readLocal(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const buffer = await readFile(path.startsWith('file:') ? fileURLToPath(path) : path)
  return new Uint8Array(buffer.buffer as ArrayBuffer, buffer.byteOffset, buffer.byteLength)
}

/** The bytes of a file as they come. */
export async function streamLocal(path: string): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const file = await open(path.startsWith('file:') ? fileURLToPath(path) : path)
  // A folder opens, but cannot be read.
  if ((await file.stat()).isDirectory()) {
    await file.close()
    throw Object.assign(new Error(`${path} is a folder`), { code: 'EISDIR' })
  }
  return new ReadableStream({
    async pull(controller) {
      const buffer = new Uint8Array(1 << 16)
      const { bytesRead } = await file.read(buffer, 0, buffer.length)
      if (bytesRead > 0) controller.enqueue(buffer.subarray(0, bytesRead))
      else {
        await file.close()
        controller.close()
      }
    },
    cancel: () => file.close(),
  })
}

/** The folder in which the platform wants programs to keep what they can get again. */
export function cacheFolder(): string {
  const { DLW_DATA_HOME, LOCALAPPDATA, XDG_CACHE_HOME } = process.env
  if (DLW_DATA_HOME) return resolve(DLW_DATA_HOME)
  if (process.platform === 'win32') return join(LOCALAPPDATA || join(homedir(), 'AppData', 'Local'), 'dlw', 'Cache')
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'dlw')
  return join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'dlw')
}

/** Keeps one file in a folder of the cache. */
export async function openStore({ dataset, name, urls }: RemoteFile, cache?: string): Promise<FileStore> {
  const folder = join(cache === undefined ? cacheFolder() : resolve(cache), dataset)
  const path = join(folder, name)
  // Another version of the file, at another address, must not be glued to this one's part.
  const part = `${path}.${createHash('sha256').update(urls.join()).digest('hex').slice(0, 8)}.part`
  const lock = `${path}.lock`
  return {
    place: path,
    read: () => readLocal(path).catch(unlessMissing(undefined)),
    remove: () => rm(path, { force: true }),
    async alone(task) {
      await mkdir(folder, { recursive: true })
      while (!(await take(lock))) await new Promise((done) => setTimeout(done, 50))
      try {
        return await task(() => utimes(lock, new Date(), new Date()).catch(unlessMissing(undefined)))
      } finally {
        await rm(lock, { force: true })
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
    },
  }
}

/** Makes the lock file, unless it is there and its process lives. */
async function take(lock: string): Promise<boolean> {
  try {
    const handle = await open(lock, 'wx')
    await handle.writeFile(`${process.pid} ${hostname()}`).finally(() => handle.close())
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const age = await stat(lock).then(({ mtimeMs }) => Date.now() - mtimeMs, unlessMissing(0))
  const [pid, host] = (await readFile(lock, 'utf8').catch(unlessMissing(''))).split(' ')
  if (age > staleAfter || (host === hostname() && !lives(Number(pid)))) await rm(lock, { force: true })
  return false
}

function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function unlessMissing<Value>(value: Value): (error: NodeJS.ErrnoException) => Value {
  return (error) => {
    if (error.code === 'ENOENT') return value
    throw error
  }
}

/** Everything below a folder. */
export async function listFiles(folder: string): Promise<ImageFile[]> {
  const paths = await readdir(folder, { recursive: true })
  return paths.map((path) => ({ path: path.replaceAll('\\', '/'), read: () => readLocal(join(folder, path)) }))
}

/** A decoder of images: sharp where it is installed, else plain JavaScript. */
export async function createDecoder(): Promise<(content: Uint8Array<ArrayBuffer>) => Promise<DecodedImage>> {
  const sharp = await import('sharp').then(
    (module) => module.default,
    () => undefined,
  )
  if (!sharp) return async (content) => (await import('../images/decode-plainly.ts')).decodePlainly(content)
  return async (content) => {
    const { data, info } = await sharp(content).toColourspace('srgb').raw().toBuffer({ resolveWithObject: true })
    return { width: info.width, height: info.height, channels: info.channels, data }
  }
}
