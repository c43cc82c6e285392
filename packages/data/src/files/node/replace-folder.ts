import { copyFile, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { syncFolder } from './write-atomically.ts'

/**
 * Writes a folder of files so that its name never stands for half of them: into a new folder beside it first, then the
 * two are swapped. A `README.md` in the old folder stays; with any other file in it, nothing is written.
 *
 * @throws Error that says in words what is in the way.
 */
export async function replaceFolder(
  folder: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<void> {
  const attempt = `${process.pid}-${Math.floor(performance.timeOrigin + performance.now() * 1000)}`
  const [fresh, old] = [`${folder}.${attempt}.new`, `${folder}.${attempt}.old`]
  try {
    const present = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined
      throw error
    })
    const foreign = present?.find((name) => !(name in files) && name !== 'README.md')
    if (foreign) throw new Error(`it holds ${foreign}, which is no part of a saved model`)
    await mkdir(dirname(folder), { recursive: true })
    await mkdir(fresh)
    for (const [name, content] of Object.entries(files)) await writeFile(join(fresh, name), content, { flush: true })
    if (present?.includes('README.md')) await copyFile(join(folder, 'README.md'), join(fresh, 'README.md'))
    await syncFolder(fresh)
    if (present) await rename(folder, old)
    await rename(fresh, folder).catch(async (error) => {
      if (present) await rename(old, folder)
      throw error
    })
    await syncFolder(dirname(folder))
    await rm(old, { recursive: true, force: true })
  } catch (cause) {
    await rm(fresh, { recursive: true, force: true }).catch(() => {})
    throw cause
  }
}
