import { readIfThere } from '../../weights/files.ts'

interface Holder {
  host: string
  pid: number
}

const heartbeatMs = 2_000
const staleMs = 10_000

/**
 * Sees to it that one process at a time works in a directory. The lock of a process that was killed is taken over: at
 * once when it ran on this host and is gone, elsewhere when its heartbeat has stopped for ten seconds.
 *
 * @returns Gives the directory free again.
 * @throws Error while another process works there.
 */
export async function lockDirectory(directory: string): Promise<() => Promise<void>> {
  const { rm, utimes } = await import('node:fs/promises')
  const { join } = await import('node:path')
  const { hostname } = await import('node:os')
  const path = join(directory, 'search.lock')
  const own: Holder = { host: hostname(), pid: process.pid }
  while (!(await created(path, JSON.stringify(own)))) {
    await refuseIfAlive(path, own, directory)
    await removeStale(path, own, directory)
  }
  const beat = setInterval(() => void utimes(path, new Date(), new Date()).catch(() => undefined), heartbeatMs)
  beat.unref()
  return async () => {
    clearInterval(beat)
    await rm(path, { force: true })
  }
}

/** Writes a file unless there is one; tells whether it did. */
async function created(path: string, text: string): Promise<boolean> {
  const { writeFile } = await import('node:fs/promises')
  try {
    await writeFile(path, text, { flag: 'wx' })
    return true
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause
    return false
  }
}

/** Removes a stale lock, one process at a time, which looks again: by now it may be the lock of one that was quicker. */
async function removeStale(path: string, own: Holder, directory: string): Promise<void> {
  const { rm } = await import('node:fs/promises')
  const turn = `${path}.takeover`
  if (!(await created(turn, ''))) {
    const age = await ageOf(turn)
    if (age > staleMs && age < Infinity) await rm(turn, { force: true })
    await new Promise((resolve) => setTimeout(resolve, 20))
    return
  }
  try {
    await refuseIfAlive(path, own, directory)
    await rm(path, { force: true })
  } finally {
    await rm(turn, { force: true })
  }
}

/** Milliseconds since a file was touched, Infinity when it is gone. */
async function ageOf(path: string): Promise<number> {
  const { stat } = await import('node:fs/promises')
  const touched = await stat(path).catch(() => undefined)
  return touched ? Date.now() - touched.mtimeMs : Infinity
}

async function refuseIfAlive(path: string, own: Holder, directory: string): Promise<void> {
  const bytes = await readIfThere(path)
  if (bytes === undefined) return
  const holder = parsed(new TextDecoder().decode(bytes))
  if (holder?.host === own.host && !isAlive(holder.pid)) return
  // A lock that ages past its heartbeat may yet be that of a busy process: it is given the time to show a sign of life.
  while ((await ageOf(path)) < staleMs) {
    if ((await ageOf(path)) < heartbeatMs * 1.5) {
      throw new Error(
        `tune: expected no other search in directory=${directory}, received one by process ${holder?.pid} on ${holder?.host}. Wait for it, stop it, or give another directory.`,
      )
    }
    await new Promise((resolve) => setTimeout(resolve, heartbeatMs / 4))
  }
}

function parsed(text: string): Holder | undefined {
  try {
    return JSON.parse(text) as Holder
  } catch {
    return undefined
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
