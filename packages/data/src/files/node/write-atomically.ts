import { randomUUID } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

/** The ending of files that are being written: what carries it after a crash is litter. */
export const partialEnding = '.partial'

/**
 * Writes a file so that its name never stands for half of it: the content goes to a neighbour, reaches the disk, and
 * then takes the name. Makes the folder where it is missing.
 *
 * @param content Bytes or text, or several pieces of them in order.
 * @throws Error with the cause when the file cannot be written; whatever had the name before is still there.
 */
export async function writeAtomically(
  path: string,
  content: Uint8Array | string | readonly (Uint8Array | string)[],
): Promise<void> {
  const temporary = `${path}.${randomUUID().slice(0, 8)}${partialEnding}`
  const pieces = typeof content === 'string' || content instanceof Uint8Array ? [content] : content
  try {
    await mkdir(dirname(path), { recursive: true })
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

/** Makes the new name itself survive a power cut, where the system can: Windows opens no folders. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined)
  if (!handle) return
  await handle.sync().catch(() => undefined)
  await handle.close()
}
