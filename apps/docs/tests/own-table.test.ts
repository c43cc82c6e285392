import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { makePassengers } from '../examples/guides/table/data/make-passengers.ts'
import type { Run } from '../src/lib/run-file.ts'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const table = '../examples/guides/table'

it('the passengers are those that the seeded script makes up', () => {
  expect(readFileSync(at(`${table}/data/passengers.csv`), 'utf8')).toBe(makePassengers())
})

it('a second process predicts with what the first one saved, also after a second training', () => {
  const home = mkdtempSync(join(tmpdir(), 'dlw-table-'))
  const env = { ...process.env, MODEL_FOLDER: join(home, 'survival-1.0.0') }
  const run = (script: string): string =>
    execFileSync(process.execPath, ['--conditions=@dlw/source', at(`${table}/${script}.ts`)], { env }).toString()
  const recorded: Run = JSON.parse(readFileSync(at('../runs/own-table.json'), 'utf8'))
  try {
    for (const time of ['first', 'second']) expect(run('train'), time).toContain(recorded.outputs['train/measure'])
    expect(run('use').trimEnd()).toBe(recorded.outputs.use)
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}, 600_000)
