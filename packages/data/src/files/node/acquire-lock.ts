import { open, readFile, rm, stat, utimes } from 'node:fs/promises'
import { hostname } from 'node:os'
import type { AcquireLockOptions, LockHolder, ReleaseLock } from '../lock.ts'
import { unlessMissing } from './missing-file.ts'
import { isAlive } from './partial-files.ts'

const heartbeatMs = 2_000
const staleMs = 10_000

/**
 * Acquires a lock file, so that one process at a time uses the resource it guards. The lock of a killed process is
 * taken over: at once if it ran on this host, otherwise once its heartbeat has stopped for ten seconds.
 *
 * @param path Path of the lock file.
 * @returns A function that releases the lock.
 * @throws Whatever `onHeld` throws while another process holds the lock.
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

/** Writes a file unless it exists; returns whether it did. */
async function created(path: string, text: string): Promise<boolean> {
  const file = await open(path, 'wx').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'EEXIST') throw cause
  })
  if (!file) return false
  try {
    await file.writeFile(text)
  } catch (cause) {
    // On a full disk: an empty file would be taken for a lock.
    await rm(path, { force: true })
    throw cause
  } finally {
    await file.close()
  }
  return true
}

/** Removes a stale lock, one process at a time, after checking again: another process may have acquired it since. */
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

/** Returns the milliseconds since a file was touched, Infinity if it no longer exists. */
async function ageOf(path: string): Promise<number> {
  const touched = await stat(path).catch(() => undefined)
  return touched ? Date.now() - touched.mtimeMs : Infinity
}

/** Returns whether the process that holds a lock is still running. */
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
