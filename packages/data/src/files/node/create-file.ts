import { access, link, mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { partialPath } from './partial-files.ts'

/**
 * Creates a file unless it exists. Other processes never see it incomplete.
 *
 * @throws The file system's error when the file cannot be created.
 */
export async function createFile(path: string, content: Uint8Array | string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const isThere = await access(path).then(
    () => true,
    () => false,
  )
  if (isThere) return
  const temporary = partialPath(path)
  try {
    await writeFile(temporary, content, { flush: true })
    await link(temporary, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    await rm(temporary, { force: true })
  }
}
