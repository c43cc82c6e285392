import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('./main.ts', import.meta.url))

/** For tests: runs `pnpm episode …` as a reader would, on the packages' sources. */
export function runCommand(...args: string[]) {
  const run = spawnSync(process.execPath, ['--conditions=@dlw/source', '--no-warnings', main, ...args], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  })
  return { ...run, numbers: (): Record<string, unknown> => JSON.parse(run.stdout) }
}

/** The middle one of the values. */
export const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!
