import { mkdir, open } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Appends a piece to a file, whole or not at all; makes the file and its folder where they are missing. Several
 * processes may append to one file: no piece stands within another.
 *
 * @throws Error of the file system when the file cannot be written; its end is then where it was before.
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
