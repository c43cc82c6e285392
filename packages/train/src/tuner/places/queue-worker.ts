import type { BackendName } from '@dlw/backend'
import type { TrialTask } from '../run/trial-task.ts'
import { poolRunner } from './pool-runner.ts'
import { checkReachable, loadBullmq, queueConnection } from './queue-connection.ts'
import { type QueueOutcome, toQueueOutcome } from './queue-outcome.ts'

/** Options of {@link queueWorker}. */
export interface QueueWorkerOptions {
  /** Where trials wait: the `queue` of the search. */
  queue: string
  /** The module that exports what is tried. */
  module: string | URL
  /** How many trials to run at once, each in a process or thread of its own. Defaults to 1. */
  concurrency?: number
  backend?: BackendName | undefined
  threads?: number | undefined
  /** After how many seconds without a sign of life a trial is handed to another worker. Defaults to 30. */
  lease?: number
  /** Told of each trial. */
  onTrial?: (id: string, what: 'begins' | 'ends' | 'fails') => void
}

const maxStalledCount = 3

/**
 * Runs trials from a queue until it is closed. Trials run beside this thread, which goes on giving signs of life
 * however busy they are.
 *
 * @returns Finishes the trials under way and closes.
 */
export async function queueWorker({
  queue,
  module,
  concurrency = 1,
  backend,
  threads,
  lease = 30,
  onTrial,
}: QueueWorkerOptions): Promise<() => Promise<void>> {
  const target = queueConnection(queue)
  const { Worker } = await loadBullmq()
  await checkReachable(target)
  const pool = await poolRunner(module, { workers: concurrency, backend, threads })
  const { signal } = new AbortController()
  const worker = new Worker<TrialTask, QueueOutcome>(
    target.name,
    async ({ data }) => {
      onTrial?.(data.id, 'begins')
      try {
        const outcome = toQueueOutcome(await pool.run(data, signal))
        onTrial?.(data.id, 'ends')
        return outcome
      } catch (error) {
        onTrial?.(data.id, 'fails')
        throw error
      }
    },
    {
      connection: target.connection,
      concurrency,
      lockDuration: lease * 1000,
      stalledInterval: lease * 1000,
      maxStalledCount,
    },
  )
  // A lost connection restores itself; without a listener it would end the process.
  worker.on('error', () => undefined)
  return async () => {
    await worker.close()
    await pool.close()
  }
}
