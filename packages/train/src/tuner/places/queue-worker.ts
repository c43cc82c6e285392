import type { BackendName } from '@dlw/backend'
import type { Job } from 'bullmq'
import { poolRunner } from './pool-runner.ts'
import { checkReachable, loadBullmq, queueConnection } from './queue-connection.ts'
import { type QueueOutcome, toQueueOutcome } from './queue-outcome.ts'
import { pruneByJob, type QueuedTrial } from './queue-reports.ts'
import { WorkerFault } from './worker-fault.ts'

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
  onTrial?: (id: string, what: 'begins' | 'ends' | 'fails' | 'goes back') => void
}

/** A worker of a queue that waits for trials. */
export interface QueueWorker {
  /** Resolves to the reason when the worker sets itself aside: it cannot run trials, or two in a row ended it. */
  readonly isUnfit: Promise<WorkerFault>
  /** Finishes the trials under way and closes. */
  close(): Promise<void>
}

const maxStalledCount = 3
/** How many workers a trial may end before it counts as failed: it may be the trial that ends them. */
const maxStarts = 3
/** How many trials in a row may end this worker before it sets itself aside: it may be the machine. */
const maxFaults = 2

/**
 * Runs trials from a queue until it is closed. Trials run beside this thread, which goes on giving signs of life
 * however busy they are. A trial in which the worker ended goes back to the queue, for this worker or another.
 *
 * @throws Error when the module or the device does not load, before a trial is taken; when Redis cannot be reached.
 */
export async function queueWorker({
  queue,
  module,
  concurrency = 1,
  backend,
  threads,
  lease = 30,
  onTrial,
}: QueueWorkerOptions): Promise<QueueWorker> {
  const target = queueConnection(queue)
  const { Queue, Worker, WaitingError } = await loadBullmq()
  await checkReachable(target)
  const pool = await poolRunner(module, { workers: concurrency, backend, threads })
  try {
    await pool.prepare()
  } catch (error) {
    await pool.close()
    throw error
  }
  const { signal } = new AbortController()
  const jobs = new Queue<QueuedTrial, QueueOutcome>(target.name, { connection: target.connection })
  jobs.on('error', () => undefined)
  let faults = 0
  let setAside: (fault: WorkerFault) => void
  const isUnfit = new Promise<WorkerFault>((resolve) => {
    setAside = resolve
  })
  const runJob = async (job: Job<QueuedTrial, QueueOutcome>, token: string | undefined): Promise<QueueOutcome> => {
    const { id } = job.data
    onTrial?.(id, 'begins')
    try {
      const outcome = toQueueOutcome(await pool.run(job.data, signal, pruneByJob(job, jobs)))
      faults = 0
      onTrial?.(id, 'ends')
      return outcome
    } catch (error) {
      if (error instanceof WorkerFault) {
        faults++
        if (error.fatal || faults >= maxFaults) setAside(error)
        if (error.fatal || job.attemptsStarted < maxStarts) {
          onTrial?.(id, 'goes back')
          await job.moveToWait(token)
          throw new WaitingError()
        }
      } else faults = 0
      onTrial?.(id, 'fails')
      throw error
    }
  }
  const worker = new Worker<QueuedTrial, QueueOutcome>(target.name, runJob, {
    connection: target.connection,
    concurrency,
    lockDuration: lease * 1000,
    stalledInterval: lease * 1000,
    maxStalledCount,
  })
  // A lost connection restores itself; without a listener it would end the process.
  worker.on('error', () => undefined)
  // One that is set aside takes no more trials, from the moment on that it is known.
  void isUnfit.then(() => worker.pause(true))
  return {
    isUnfit,
    async close() {
      await worker.close()
      await jobs.close()
      await pool.close()
    },
  }
}
