import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { UseBackendOptions } from '../src/index.ts'
import type { TenSteps } from './ten-steps.ts'

/** Runs ten steps in a process of its own, which has to end by itself. */
export async function inAProcess(
  options: UseBackendOptions,
  environment: Record<string, string> = {},
): Promise<TenSteps> {
  const script = fileURLToPath(new URL('./run-ten-steps.ts', import.meta.url))
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--conditions=@dlw/source', '--experimental-strip-types', '--no-warnings', script, JSON.stringify(options)],
    { env: { ...process.env, ...environment }, timeout: 50_000 },
  )
  return JSON.parse(stdout) as TenSteps
}
