import { execFile } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { temporaryDirectory } from '@dlw/testing'
import { expect, it } from 'vitest'
import type { TenSteps } from './ten-steps.ts'

it('trains on wasm with threads when bundled into one folder that has no node_modules', async () => {
  const { build } = await import('vite')
  const outDir = temporaryDirectory()
  const conditions = ['@dlw/source', 'node', 'module', 'default']
  await build({
    configFile: false,
    logLevel: 'error',
    resolve: { conditions },
    ssr: { noExternal: true, resolve: { conditions } },
    build: {
      ...{ outDir, emptyOutDir: true, minify: false, assetsInlineLimit: Number.POSITIVE_INFINITY },
      ssr: fileURLToPath(new URL('./run-ten-steps.ts', import.meta.url)),
    },
  })
  const entry = readdirSync(outDir).find((name) => name.startsWith('run-ten-steps'))!
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(outDir, entry), JSON.stringify({ prefer: 'wasm', threads: 2 })],
    { cwd: outDir },
  )
  const { report, dense } = JSON.parse(stdout) as TenSteps
  expect(report).toMatchObject({ name: 'wasm', threads: 2 })
  expect(dense.at(-1)).toBeLessThan(dense[0]!)
}, 120_000)
