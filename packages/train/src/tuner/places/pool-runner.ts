import { availableParallelism } from 'node:os'
import { pathToFileURL } from 'node:url'
import type { BackendName } from '@dlw/backend'
import { Tinypool } from 'tinypool'
import type { Runner, TrialOutcome } from '../run/trial-task.ts'
import type { WorkerTask } from './worker.ts'

/** Options of {@link poolRunner}. */
export interface PoolOptions {
  workers: number
  backend: BackendName | undefined
  threads: number | undefined
}

/** Devices that need a process of their own: a native addon loads once in a process. */
const needsProcess: readonly (BackendName | undefined)[] = ['tfjs-node', 'tfjs-node-gpu', 'webgpu', undefined]

/** Runs trials in workers, each with a device and a share of the cores of its own. Close it to end them. */
export async function poolRunner(
  worker: string | URL,
  { workers, backend, threads = Math.max(1, Math.floor(availableParallelism() / workers)) }: PoolOptions,
): Promise<Runner> {
  // Run from its sources, the package finds its siblings' sources too.
  const isSource = import.meta.url.endsWith('.ts')
  const pool = new Tinypool({
    filename: new URL(isSource ? './worker.ts' : './tuner-worker.js', import.meta.url).href,
    runtime: needsProcess.includes(backend) ? 'child_process' : 'worker_threads',
    serialization: 'advanced',
    minThreads: workers,
    maxThreads: workers,
    idleTimeout: Infinity,
    // A process would otherwise start with an empty environment.
    env: { ...(process.env as Record<string, string>) },
    execArgv: isSource ? [...process.execArgv, '--conditions=@dlw/source'] : process.execArgv,
  })
  const module = moduleUrl(worker)
  const device = { prefer: backend, threads }
  return {
    atOnce: workers,
    run(task, signal) {
      return pool.run({ module, backend: device, task } satisfies WorkerTask, { signal }) as Promise<TrialOutcome>
    },
    async close() {
      await pool.destroy()
    },
  }
}

const moduleUrl = (worker: string | URL): string =>
  worker instanceof URL || /^[a-z]+:\/\//.test(worker) ? String(worker) : pathToFileURL(worker).href
