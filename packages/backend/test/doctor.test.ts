import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import type { DoctorReport } from '../src/index.ts'

async function doctor(...options: string[]): Promise<string> {
  const cli = fileURLToPath(new URL('../src/cli.ts', import.meta.url))
  const flags = ['--conditions=@dlw/source', '--experimental-strip-types', '--no-warnings', cli, ...options]
  return (await promisify(execFile)(process.execPath, flags, { timeout: 50_000 })).stdout
}

it('prints one JSON object for machines', async () => {
  const report = JSON.parse(await doctor('--json')) as DoctorReport
  expect(report.system.runtime).toContain(process.versions.node)
  expect(report.packages!.cores).toHaveLength(1)
  expect(report.backend.tried.at(-1)).toMatchObject({ name: report.backend.name, ok: true })
  expect(report.speed.matMulGflops).toBeGreaterThan(1)
  for (const { problem, remedy } of report.advice) expect([problem, remedy]).not.toContain('')
})

it('prints a table for people', async () => {
  const text = await doctor()
  expect(text).toMatch(/^runtime +Node/)
  expect(text).toMatch(/✓ \w+ .* ms\)\nin force/)
  expect(text).toMatch(/matrix product +[\d.]+ GFLOP\/s/)
})

it('helps', async () => {
  expect(await doctor('--help')).toContain('--json')
})

it.each(['--jsn', '-x', 'json', '--json=1'])('says what there is instead of %s, without a stack', async (flag) => {
  await expect(doctor(flag)).rejects.toMatchObject({
    code: 1,
    stderr: `dlw-backend: expected --json or --help, received ${flag}. See dlw-backend --help.\n`,
  })
})
