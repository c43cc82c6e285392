import { randomUUID } from 'node:crypto'
import { access, copyFile, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { host, isAlive } from './partial-files.ts'
import { syncFolder } from './write-atomically.ts'

/**
 * Replaces a folder of files atomically: writes a new folder beside it, then swaps the two. Keeps a `README.md` of the
 * old folder; if it contains any other unexpected file, nothing is written.
 *
 * @throws Error that describes what prevents the replacement.
 */
export async function replaceFolder(
  folder: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<void> {
  const attempt = `${host}-${process.pid}-${randomUUID().slice(0, 8)}`
  const [fresh, old] = [`${folder}.${attempt}.new`, `${folder}.${attempt}.old`]
  await settleFolder(folder)
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

/**
 * Finishes what a replacement of a folder left when its process was killed. Between its two renames the folder is gone
 * while both the old and the new one are complete beside it: the new one takes the name. Other leftovers are removed.
 * Waits for a process of this machine that is between the two.
 *
 * @returns Whether the folder is there.
 */
export async function settleFolder(folder: string): Promise<boolean> {
  for (let wait = 0; wait < 100; wait++) {
    const leftovers = await leftoversOf(folder)
    for (const { path, other, kind } of leftovers.filter(({ isDead }) => isDead)) {
      const names = leftovers.map((one) => one.path)
      // A new folder is complete once the old one has made way.
      const isWhole = kind === 'new' ? names.includes(other) : !names.includes(other)
      if (isWhole && !(await isThere(folder))) await rename(path, folder).catch(() => undefined)
      else if (kind === 'new' || (await isThere(folder))) await rm(path, { recursive: true, force: true })
    }
    if (await isThere(folder)) return true
    if (!leftovers.some(({ isDead, kind }) => !isDead && kind === 'old')) return false
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return false
}

interface Leftover {
  path: string
  /** The other folder of the same attempt. */
  other: string
  kind: 'new' | 'old'
  /** Whether its process has ended. */
  isDead: boolean
}

async function leftoversOf(folder: string): Promise<Leftover[]> {
  const start = `${basename(folder)}.`
  const leftovers: Leftover[] = []
  for (const name of await readdir(dirname(folder)).catch(() => [])) {
    if (!name.startsWith(start)) continue
    const [, attempt, writer, pid, kind] = attemptName.exec(name.slice(start.length)) ?? []
    if (writer !== host) continue
    const path = (end: string): string => `${folder}.${attempt}.${end}`
    leftovers.push({
      path: path(kind!),
      other: path(kind === 'new' ? 'old' : 'new'),
      kind: kind as 'new' | 'old',
      isDead: !isAlive(Number(pid)),
    })
  }
  // New before old, so that the newer of two complete ones takes the name.
  return leftovers.sort((a, b) => (a.kind < b.kind ? -1 : 1))
}

const attemptName = /^(([A-Za-z0-9-]*)-(\d+)-[0-9a-f]{8})\.(new|old)$/

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )
