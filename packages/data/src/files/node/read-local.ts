import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

/** Reads all bytes of a file, named by its path or its `file:` URL. */
export async function readLocal(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const buffer = await readFile(path.startsWith('file:') ? fileURLToPath(path) : path)
  return new Uint8Array(buffer.buffer as ArrayBuffer, buffer.byteOffset, buffer.byteLength)
}

/**
 * Reads all bytes of a file; undefined when there is none.
 *
 * @throws Error with the cause when the file is there and cannot be read.
 */
export async function readIfPresent(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return await readLocal(path)
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new Error(`Cannot read ${path}: ${(cause as Error).message}.`, { cause })
  }
}
