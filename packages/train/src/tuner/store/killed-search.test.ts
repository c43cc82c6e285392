import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createRandom } from '@dlw/data'
import { temporaryDirectory } from '@dlw/testing'
import { expect, it } from 'vitest'

const script = fileURLToPath(new URL('../../../test/tuner/killed-search.ts', import.meta.url))

interface Place {
  directory: string
  ledger: string
  trials: number
  workers: number
}

interface Ended {
  code: number | null
  signal: NodeJS.Signals | null
  output: string
  errors: string
}

/** Runs the search in a process; sends it a signal some milliseconds after it has said something. */
function run(
  { directory, ledger, trials, workers }: Place,
  kill?: { signal: NodeJS.Signals; said: string; after: number },
): Promise<Ended> {
  return new Promise((resolve) => {
    const args = ['--conditions=@dlw/source', script, directory, String(trials), ...(workers ? [String(workers)] : [])]
    const child = spawn(process.execPath, args, { env: { ...process.env, LEDGER: ledger } })
    const ended: Ended = { code: null, signal: null, output: '', errors: '' }
    child.stdout.on('data', (text) => {
      const hadSaid = kill && ended.output.includes(kill.said)
      ended.output += String(text)
      if (kill && !hadSaid && ended.output.includes(kill.said)) {
        setTimeout(() => child.kill(kill.signal), kill.after)
      }
    })
    child.stderr.on('data', (text) => {
      ended.errors += String(text)
    })
    child.on('close', (code, signal) => resolve({ ...ended, code, signal }))
  })
}

const place = (trials = 60, workers = 0): Place => {
  const directory = temporaryDirectory()
  return { directory: join(directory, 'trials'), ledger: join(directory, 'ledger'), trials, workers }
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

it.each([
  { kills: 20, trials: 60, where: 'in this thread', workers: 0 },
  // Three workers on a busy machine may do many trials before a kill comes: there must be some left for the last.
  { kills: 6, trials: 150, where: 'in three workers', workers: 3 },
])(
  'a search $where killed at $kills random moments ends as an unbroken one: no trial lost, none run twice',
  {
    timeout: 300_000,
  },
  async ({ kills, trials, workers }) => {
    const killed = place(trials, workers)
    const unbroken = run(place(trials))
    const random = createRandom(1)
    let kept: string[] = []
    for (let kill = 0; kill < kills; kill++) {
      const before = lines(killed).length
      const { signal } = await run(killed, {
        signal: 'SIGKILL',
        said: kill % 2 === 0 ? 'reported' : 'ready',
        after: random.uniform(0, 110),
      })
      expect(signal).toBe('SIGKILL')
      const later = lines(killed).slice(before)
      expect(kept.filter((id) => later.includes(`start ${id}`))).toEqual([])
      const now = finished(killed)
      expect(kept.filter((id) => !now.includes(id))).toEqual([])
      kept = now
    }
    expect(kept.length).toBeGreaterThanOrEqual(kills / 2)
    expect(kept.length).toBeLessThan(trials)
    const resumed = await run(killed)
    expect(resumed.errors).toBe('')
    expect(trialsOf(resumed)).toEqual(trialsOf(await unbroken))
    const done = lines(killed).filter((line) => line.startsWith('done'))
    expect(new Set(done).size).toBe(done.length)
  },
)

it('an interrupted search stops by itself, gives its directory free, and goes on later', async () => {
  const interrupted = place()
  const { code, errors } = await run(interrupted, { signal: 'SIGINT', said: 'reported', after: 40 })
  expect({ code, errors }).toEqual({ code: 130, errors: 'interrupted\n' })
  expect(readdirSync(interrupted.directory)).not.toContain('search.lock')
  const kept = finished(interrupted)
  const before = lines(interrupted).length
  const { code: end } = await run(interrupted)
  expect(end).toBe(0)
  expect(kept.filter((id) => lines(interrupted).slice(before).includes(`start ${id}`))).toEqual([])
})
