import { mkdir, open } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Appends to a file atomically; creates the file and its folder if missing. Several processes may append to one file:
 * their pieces never interleave.
 *
 * @throws The file system's error when the file cannot be written; the file then keeps its previous length.
 */
export async function append(path: string, content: Uint8Array | string): Promise<void> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  await mkdir(dirname(path), { recursive: true })
  const file = await open(path, 'a')
  try {
    const { size } = await file.stat()
    try {
      const { bytesWritten } = await file.write(bytes)
      if (bytesWritten < bytes.byteLength) throw new Error('no space left on the disk')
    } catch (error) {
      await file.truncate(size).catch(() => undefined)
      throw error
    }
  } finally {
    await file.close()
  }
}
