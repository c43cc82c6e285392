import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createRandom } from '@dlw/data'
import { temporaryDirectory } from '@dlw/testing'
import { expect, it } from 'vitest'

const script = fileURLToPath(new URL('../../test-support/tuner/killed-search.ts', import.meta.url))

interface Place {
  directory: string
  ledger: string
}

interface Ended {
  code: number | null
  signal: NodeJS.Signals | null
  output: string
  errors: string
}

/** Runs the search in a process; sends it a signal some milliseconds after it has begun. */
function run({ directory, ledger }: Place, kill?: { signal: NodeJS.Signals; after: number }): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--conditions=@dlw/source', script, directory, ledger])
    const ended: Ended = { code: null, signal: null, output: '', errors: '' }
    child.stdout.on('data', (text) => {
      if (ended.output === '' && kill) setTimeout(() => child.kill(kill.signal), kill.after)
      ended.output += String(text)
    })
    child.stderr.on('data', (text) => {
      ended.errors += String(text)
    })
    child.on('close', (code, signal) => resolve({ ...ended, code, signal }))
  })
}

const place = (): Place => {
  const directory = temporaryDirectory()
  return { directory: join(directory, 'trials'), ledger: join(directory, 'ledger') }
}
const trialsOf = ({ output }: Ended): unknown => JSON.parse(output.trim().split('\n').at(-1)!)
const lines = ({ ledger }: Place): string[] =>
  existsSync(ledger) ? readFileSync(ledger, 'utf8').trim().split('\n') : []
const finished = ({ directory }: Place): string[] =>
  !existsSync(directory)
    ? []
    : readdirSync(directory).flatMap((name) => {
        if (!/^trial-\d+\.json$/.test(name)) return []
        const { id, status } = JSON.parse(readFileSync(join(directory, name), 'utf8')) as Record<string, string>
        return status === 'completed' ? [id!] : []
      })

it('a search killed at twenty random moments ends with the trials of an unbroken one, none lost or run twice', {
  timeout: 300_000,
}, async () => {
  const killed = place()
  const unbroken = run(place())
  const random = createRandom(1)
  let kept: string[] = []
  for (let kill = 0; kill < 20; kill++) {
    const before = lines(killed).length
    const { signal } = await run(killed, { signal: 'SIGKILL', after: random.uniform(0, 110) })
    expect(signal).toBe('SIGKILL')
    const later = lines(killed).slice(before)
    expect(kept.filter((id) => later.includes(`start ${id}`))).toEqual([])
    const now = finished(killed)
    expect(kept.filter((id) => !now.includes(id))).toEqual([])
    kept = now
  }
  expect(kept.length).toBeGreaterThan(3)
  expect(kept.length).toBeLessThan(60)
  const resumed = await run(killed)
  expect(resumed.errors).toBe('')
  expect(trialsOf(resumed)).toEqual(trialsOf(await unbroken))
  const done = lines(killed).filter((line) => line.startsWith('done'))
  expect(new Set(done).size).toBe(done.length)
})

it('an interrupted search stops by itself, gives its directory free, and goes on later', async () => {
  const interrupted = place()
  const { code, errors } = await run(interrupted, { signal: 'SIGINT', after: 60 })
  expect({ code, errors }).toEqual({ code: 130, errors: 'interrupted\n' })
  expect(readdirSync(interrupted.directory)).not.toContain('search.lock')
  const kept = finished(interrupted)
  const before = lines(interrupted).length
  const { code: end } = await run(interrupted)
  expect(end).toBe(0)
  expect(kept.filter((id) => lines(interrupted).slice(before).includes(`start ${id}`))).toEqual([])
})
