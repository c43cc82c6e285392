import { readIfThere } from '../files.ts'

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
  const { rm, utimes, writeFile } = await import('node:fs/promises')
  const { join } = await import('node:path')
  const { hostname } = await import('node:os')
  const path = join(directory, 'search.lock')
  const own: Holder = { host: hostname(), pid: process.pid }
  for (;;) {
    try {
      await writeFile(path, JSON.stringify(own), { flag: 'wx' })
      break
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause
      await refuseIfAlive(path, own, directory)
      await rm(path, { force: true })
    }
  }
  const beat = setInterval(() => void utimes(path, new Date(), new Date()).catch(() => undefined), heartbeatMs)
  beat.unref()
  return async () => {
    clearInterval(beat)
    await rm(path, { force: true })
  }
}

async function refuseIfAlive(path: string, own: Holder, directory: string): Promise<void> {
  const bytes = await readIfThere(path)
  if (bytes === undefined) return
  const holder = parsed(new TextDecoder().decode(bytes))
  if (holder?.host === own.host && !isAlive(holder.pid)) return
  const { stat } = await import('node:fs/promises')
  const age = async (): Promise<number> => Date.now() - ((await stat(path).catch(() => undefined))?.mtimeMs ?? 0)
  // A lock that ages past its heartbeat may yet be that of a busy process: it is given the time to show a sign of life.
  while ((await age()) < staleMs) {
    if ((await age()) < heartbeatMs * 1.5) {
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
