import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import type { Run } from '../src/lib/run-file.ts'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const hasRedis = spawnSync('redis-server', ['--version']).status === 0
const needs = hasRedis ? '' : ' (SKIPPED: redis-server is not installed; on Debian: apt-get install redis-server)'
const started: ChildProcess[] = []

afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
})

const start = (command: string, args: readonly string[]): ChildProcess => {
  const child = spawn(command, args, { stdio: 'ignore' })
  started.push(child)
  return child
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })

describe.skipIf(!hasRedis)(`the guide to tuning on several machines${needs}`, () => {
  it('finds, by two workers at a real server, the trials that were recorded in one thread', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dlw-queue-'))
    const queue = `redis://127.0.0.1:${await freePort()}`
    start('redis-server', ['--port', new URL(queue).port, '--save', '', '--dir', folder])
    const node = ['--conditions=@dlw/source']
    const worker = [at('../../../packages/train/src/tuner/places/dlw-train.ts'), 'worker', '--queue', queue]
    const study = ['--module', at('../examples/guides/study.ts'), '--backend', 'wasm']
    await expect.poll(() => spawnSync('redis-cli', ['-u', queue, 'ping']).status, { timeout: 10_000 }).toBe(0)
    for (let count = 0; count < 2; count++) start(process.execPath, [...node, ...worker, ...study])
    const env = { ...process.env, QUEUE: queue, DIRECTORY: join(folder, 'trials') }
    const said = execFileSync(process.execPath, [...node, at('../examples/guides/queue/search.ts')], { env })
    const recorded: Run = JSON.parse(readFileSync(at('../runs/guides.json'), 'utf8'))
    expect(said.toString().trimEnd()).toBe(recorded.outputs.tune)
    rmSync(folder, { recursive: true, force: true })
  })
})
