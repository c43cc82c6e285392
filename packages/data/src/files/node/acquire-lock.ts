import { readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import type { AcquireLockOptions, LockHolder, ReleaseLock } from '../lock.ts'
import { unlessMissing } from './missing-file.ts'

const heartbeatMs = 2_000
const staleMs = 10_000

/**
 * Takes a lock file, so that one process at a time works on what it stands for. The lock of a process that was killed
 * is taken over: at once when it ran on this host and is gone, elsewhere when its heartbeat has stopped for ten seconds.
 *
 * @param path Where the lock file lies while it is held.
 * @returns A function that releases the lock.
 * @throws What `onHeld` throws while another process holds the lock.
 */
export async function acquireLock(path: string, { onHeld }: AcquireLockOptions = {}): Promise<ReleaseLock> {
  const own: LockHolder = { host: hostname(), pid: process.pid }
  while (!(await created(path, JSON.stringify(own)))) {
    if (await isHeld(path, own)) {
      onHeld?.(await holderOf(path))
      await new Promise((resolve) => setTimeout(resolve, 50))
    } else {
      await removeStale(path, own)
    }
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
  try {
    await writeFile(path, text, { flag: 'wx' })
    return true
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause
    return false
  }
}

/** Removes a stale lock, one process at a time, which looks again: by now it may be the lock of one that was quicker. */
async function removeStale(path: string, own: LockHolder): Promise<void> {
  const turn = `${path}.takeover`
  if (!(await created(turn, ''))) {
    const age = await ageOf(turn)
    if (age > staleMs && age < Infinity) await rm(turn, { force: true })
    await new Promise((resolve) => setTimeout(resolve, 20))
    return
  }
  try {
    if (!(await isHeld(path, own))) await rm(path, { force: true })
  } finally {
    await rm(turn, { force: true })
  }
}

/** Milliseconds since a file was touched, Infinity when it is gone. */
async function ageOf(path: string): Promise<number> {
  const touched = await stat(path).catch(() => undefined)
  return touched ? Date.now() - touched.mtimeMs : Infinity
}

/** Whether the process that made a lock is still at work. */
async function isHeld(path: string, own: LockHolder): Promise<boolean> {
  const holder = await holderOf(path)
  if (holder?.host === own.host && !isAlive(holder.pid)) return false
  // A lock that ages past its heartbeat may still belong to a busy process: wait for a sign of life.
  while ((await ageOf(path)) < staleMs) {
    if ((await ageOf(path)) < heartbeatMs * 1.5) return true
    await new Promise((resolve) => setTimeout(resolve, heartbeatMs / 4))
  }
  return false
}

async function holderOf(path: string): Promise<LockHolder | undefined> {
  const text = await readFile(path, 'utf8').catch(unlessMissing(''))
  try {
    return JSON.parse(text) as LockHolder
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
