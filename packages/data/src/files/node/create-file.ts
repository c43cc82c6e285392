import { randomUUID } from 'node:crypto'
import { access, link, mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { partialEnding } from './write-atomically.ts'

/**
 * Makes a file unless there is one; it is whole from its first moment, also for other processes.
 *
 * @throws Error of the file system when it cannot be made.
 */
export async function createFile(path: string, content: Uint8Array | string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const isThere = await access(path).then(
    () => true,
    () => false,
  )
  if (isThere) return
  const temporary = `${path}.${randomUUID()}${partialEnding}`
  try {
    await writeFile(temporary, content)
    await link(temporary, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    await rm(temporary, { force: true })
  }
}
