import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Message } from './child.ts'
import type { Finding } from './kind.ts'

/** How a campaign ended for one kind of file. */
export interface KindResult {
  kind: string
  inputs: number
  accepted: number
  refused: number
  /** The longest that reading one file took. */
  slowest: number
  findings: Finding[]
}

/** Options of {@link runKind}. */
export interface RunKindOptions {
  seed: number
  /** How many files. */
  count: number
  /** After so many seconds no further file is begun. */
  seconds: number
}

const hangMs = 5000

/**
 * Reads damaged files of one kind in a process of its own, and goes on in another where a file ends or hangs that one.
 */
export async function runKind(kind: string, { seed, count, seconds }: RunKindOptions): Promise<KindResult> {
  const result: KindResult = { kind, inputs: 0, accepted: 0, refused: 0, slowest: 0, findings: [] }
  const end = performance.now() + 1000 * seconds
  for (let next = 0; next < count && performance.now() < end; ) {
    next = await runChild({ kind, seed, first: next, count: count - next, end }, result)
  }
  return result
}

interface ChildRun {
  kind: string
  seed: number
  first: number
  count: number
  end: number
}

/** Runs one process to its end, and returns the number of the file to go on with. */
function runChild({ kind, seed, first, count, end }: ChildRun, result: KindResult): Promise<number> {
  const child = fork(fileURLToPath(new URL('child.ts', import.meta.url)), [kind, seed, first, count].map(String), {
    execArgv: ['--conditions=@dlw/source', '--max-old-space-size=2048'],
    silent: true,
  })
  // Nobody reads what libraries print, but it must not block them.
  child.stdout?.resume()
  child.stderr?.resume()
  const find = (index: number, what: string): unknown => result.findings.push({ kind, seed, index, what })
  return new Promise((resolve, reject) => {
    let next = first
    let running: number | undefined
    let timer: NodeJS.Timeout | undefined
    child.on('message', (message: Message) => {
      clearTimeout(timer)
      if (!('outcome' in message)) {
        running = message.index
        // The processor's time would be fairer to a busy machine, but a hang of the main thread cannot tell it.
        timer = setTimeout(() => {
          find(message.index, `no answer after ${hangMs / 1000} s`)
          child.kill('SIGKILL')
        }, hangMs)
        return
      }
      running = undefined
      next = message.index + 1
      result.inputs++
      result[message.outcome]++
      result.slowest = Math.max(result.slowest, message.milliseconds)
      if (message.problem !== undefined) find(message.index, message.problem)
      if (performance.now() > end) child.kill('SIGKILL')
    })
    child.on('error', reject)
    // Its last messages may come after it has exited, and before it is closed.
    child.on('close', (code, signal) => {
      clearTimeout(timer)
      if (running !== undefined) {
        if (signal !== 'SIGKILL') find(running, `the process ended with ${signal ?? `code ${code}`}`)
        if (performance.now() < end) result.inputs++
        resolve(running + 1)
      } else if (next === first && code !== 0) reject(new Error(`fuzz: the process for ${kind} did not start.`))
      else resolve(performance.now() > end ? Number.POSITIVE_INFINITY : next)
    })
  })
}
