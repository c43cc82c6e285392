import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

it('are what assembly/ compiles to', () => {
  const script = fileURLToPath(new URL('../../../scripts/build-kernels.ts', import.meta.url))
  const run = () =>
    execFileSync(process.execPath, ['--experimental-strip-types', '--no-warnings', script, '--check'], {
      stdio: 'pipe',
    })
  expect(run).not.toThrow()
})
