import { availableParallelism } from 'node:os'
import { pathToFileURL } from 'node:url'
import type { BackendName } from '@dlw/backend'
import { Tinypool } from 'tinypool'
import type { Runner, TrialOutcome } from '../run/trial-task.ts'
import { describeError } from './describe-error.ts'
import { type ReportLine, reportLine } from './report-line.ts'
import type { WorkerAnswer, WorkerTask } from './worker.ts'
import { WorkerFault } from './worker-fault.ts'
import { workerFlags } from './worker-flags.ts'

/** Options of {@link poolRunner}. */
export interface PoolOptions {
  workers: number
  backend: BackendName | undefined
  threads: number | undefined
}

/** Devices that need a process of their own: a native addon loads once in a process. */
const needsProcess: readonly (BackendName | undefined)[] = ['tfjs-node', 'tfjs-node-gpu', 'webgpu', undefined]

/** A {@link Runner} whose workers can be made ready before there is a trial. */
export interface PoolRunner extends Runner {
  /** Loads the module, and the device where it trains models, in every worker. Rejects with what is wrong. */
  prepare(): Promise<void>
}

/**
 * Runs trials in workers, each with a device and a share of the cores of its own. Close it to end them.
 *
 * A trial rejects with a {@link WorkerFault} when its worker ends, and when the worker can run none; the pool then has
 * another worker in its place.
 */
export async function poolRunner(
  worker: string | URL,
  { workers, backend, threads = Math.max(1, Math.floor(availableParallelism() / workers)) }: PoolOptions,
): Promise<PoolRunner> {
  // Run from its sources, the package finds its siblings' sources too.
  const isSource = import.meta.url.endsWith('.ts')
  const runtime = needsProcess.includes(backend) ? 'child_process' : 'worker_threads'
  const flags = workerFlags(runtime, isSource ? ['--conditions=@dlw/source'] : [])
  const pool = new Tinypool({
    filename: new URL(isSource ? './worker.ts' : './tuner-worker.js', import.meta.url).href,
    runtime,
    serialization: 'advanced',
    minThreads: workers,
    maxThreads: workers,
    idleTimeout: Infinity,
    // A process would otherwise start with an empty environment.
    env: { ...(process.env as Record<string, string>) },
    ...(flags && { execArgv: flags }),
  })
  // A worker that ends between trials has a successor already; without a listener it would end the process.
  pool.on('error', () => undefined)
  const module = moduleUrl(worker)
  const device = { prefer: backend, threads }
  const ask = async (
    what: Pick<WorkerTask, 'task'>,
    { signal, line }: { signal?: AbortSignal; line?: ReportLine | undefined } = {},
  ): Promise<WorkerAnswer> => {
    let answer: WorkerAnswer
    const byThread = line && runtime === 'worker_threads'
    const order = { module, backend: device, ...what, ...(byThread && { reports: line.port }) }
    try {
      answer = (await pool.run(order satisfies WorkerTask, {
        signal: signal ?? null,
        ...(byThread ? { transferList: [line.port] } : line && { channel: line.channel }),
      })) as WorkerAnswer
    } catch (cause) {
      signal?.throwIfAborted()
      throw new WorkerFault(
        `tune: expected a worker to finish, received its end: ${describeError(cause)}. It crashed, was killed or ran out of memory: try fewer workers.`,
        { fatal: false, cause },
      )
    }
    if (answer.status === 'unready') throw new WorkerFault(`tune: ${answer.message}`, { fatal: true })
    return answer
  }
  return {
    atOnce: workers,
    async prepare() {
      await Promise.all(Array.from({ length: workers }, () => ask({})))
    },
    async run(task, signal, prune): Promise<TrialOutcome> {
      const line = task.reports && prune && reportLine(prune)
      const answer = await ask({ task }, { signal, line: line || undefined }).finally(() => line?.close())
      if (answer.status === 'ended') return answer.outcome
      throw new Error(answer.status === 'threw' ? answer.message : 'tune: expected an outcome, received none.')
    },
    async close() {
      await pool.destroy()
    },
  }
}

const moduleUrl = (worker: string | URL): string =>
  worker instanceof URL || /^[a-z]+:\/\//.test(worker) ? String(worker) : pathToFileURL(worker).href
