import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { UseBackendOptions } from '../src/index.ts'
import type { TenSteps } from './ten-steps.ts'

/** Runs ten steps in a process of its own, which has to end by itself; `cwd` is the folder of the app that it plays. */
export async function inAProcess<Result = TenSteps>(
  options: UseBackendOptions,
  environment: Record<string, string> = {},
  cwd: string = process.cwd(),
  name = 'run-ten-steps.ts',
): Promise<Result> {
  const script = fileURLToPath(new URL(name, import.meta.url))
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--conditions=@dlw/source', '--experimental-strip-types', '--no-warnings', script, JSON.stringify(options)],
    { env: { ...process.env, ...environment }, cwd, timeout: 170_000 },
  )
  return JSON.parse(stdout) as Result
}
