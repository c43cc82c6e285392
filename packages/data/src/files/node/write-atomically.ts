import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { partialPath, sweepPartialFiles } from './partial-files.ts'

/**
 * Writes a file atomically: to a temporary file beside it, flushed to disk, and then renamed. Creates the folder if
 * missing. What killed processes left half-written there is removed.
 *
 * @param content Bytes or text, or several pieces of them in order.
 * @throws Error with the cause when the file cannot be written; an existing file is then unchanged.
 */
export async function writeAtomically(
  path: string,
  content: Uint8Array | string | readonly (Uint8Array | string)[],
): Promise<void> {
  const temporary = partialPath(path)
  const pieces = typeof content === 'string' || content instanceof Uint8Array ? [content] : content
  try {
    await mkdir(dirname(path), { recursive: true })
    await sweepPartialFiles(dirname(path))
    const file = await open(temporary, 'wx')
    try {
      for (const piece of pieces) await file.writeFile(piece)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => undefined)
    throw new Error(`Cannot write ${path}: ${(cause as Error).message}. Nothing was left half-written.`, { cause })
  }
  await syncFolder(dirname(path))
}

/** Flushes the folder, so that the rename survives a power cut. Windows does not support this. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined)
  if (!handle) return
  await handle.sync().catch(() => undefined)
  await handle.close()
}
