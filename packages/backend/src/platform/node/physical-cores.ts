import { readFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'

/** How many cores this program may compute on; where the system tells hardware threads from cores, the cores. */
export async function physicalCores(): Promise<number> {
  const text = await readFile('/proc/cpuinfo', 'utf8').catch(() => '')
  const cores = new Set(
    text
      .split('\n\n')
      .map(coreOf)
      .filter((core) => core !== undefined),
  )
  return Math.max(1, Math.min(availableParallelism(), cores.size || Number.POSITIVE_INFINITY, 64))
}

/** The core a paragraph of Linux's /proc/cpuinfo is about. */
function coreOf(paragraph: string): string | undefined {
  const core = /^core id\s*: (\d+)/m.exec(paragraph)?.[1]
  return core && `${/^physical id\s*: (\d+)/m.exec(paragraph)?.[1]}:${core}`
}
