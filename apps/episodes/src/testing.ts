import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('./main.ts', import.meta.url))

/** What came of a run of the command. */
export interface CommandRun {
  status: number | null
  stdout: string
  stderr: string
  /** The numbers that `--json` printed. */
  numbers(): Record<string, unknown>
}

/** For tests: runs `pnpm episode …` as a reader would, on the packages' sources. */
export function runCommand(...args: string[]): CommandRun {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--conditions=@dlw/source', '--no-warnings', main, ...args],
    {
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    },
  )
  return { status, stdout, stderr, numbers: () => JSON.parse(stdout) }
}

/** The middle one of the values. */
export const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!
