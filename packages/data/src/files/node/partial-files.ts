import { randomUUID } from 'node:crypto'
import { readdir, rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join, resolve } from 'node:path'

/** Names this machine in a file's name: letters, digits and hyphens only. */
export const host: string = hostname().replaceAll(/[^A-Za-z0-9-]/g, '-')
const partialName = /\.([A-Za-z0-9-]*)-(\d+)-[0-9a-f]{8}\.partial$/
const swept = new Set<string>()

/**
 * A name for a file that is being written, beside the one that it becomes: it ends with `.partial`, and names the
 * machine and the process that writes it.
 */
export function partialPath(path: string): string {
  return `${path}.${host}-${process.pid}-${randomUUID().slice(0, 8)}.partial`
}

/**
 * Removes what processes of this machine left half-written in a folder when they were killed. Looks once per folder and
 * process.
 */
export async function sweepPartialFiles(folder: string): Promise<void> {
  const place = resolve(folder)
  if (swept.has(place)) return
  swept.add(place)
  for (const name of await readdir(place).catch(() => [])) {
    const [, writer, pid] = partialName.exec(name) ?? []
    if (writer === host && !isAlive(Number(pid))) await rm(join(place, name), { force: true }).catch(() => undefined)
  }
}

/** Whether a process of this machine is running. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
