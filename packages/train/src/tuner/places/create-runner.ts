import type { BackendName } from '@dlw/backend'
import { expectInteger } from '@dlw/data/arguments'
import type { Study } from '../run/study.ts'
import { studyRunner } from '../run/study-runner.ts'
import type { Runner } from '../run/trial-task.ts'

/** Where trials run: options of {@link search} and {@link tune}. */
export interface PlaceOptions {
  /**
   * How many trials run at once, each in a worker with a device of its own. The trials and scores are the same for any
   * number. Defaults to 1; with `queue` it is how many are handed out at once, and defaults to 16.
   */
  workers?: number
  /**
   * The module that workers load, for example `new URL('../run/study.ts', import.meta.url)`: it exports what is tried under
   * the names of the parameters, `evaluate` for `search`, `build` and `data` (and `callbacks`) for `tune`.
   */
  worker?: string | URL
  /** The device on which each worker of `tune` trains. Defaults to the fastest, as in `useBackend`. */
  backend?: BackendName
  /** Threads for each worker. Defaults to an equal share of the cores. */
  threads?: number
  /**
   * Hands trials to `dlw-train worker` processes anywhere, through BullMQ on Redis or Valkey:
   * `redis://user:password@host:6379`; with `?name=…` a queue of its own for this study. A URL without a password takes
   * that of `DLW_REDIS_PASSWORD`, or of the file that `DLW_REDIS_PASSWORD_FILE` names.
   */
  queue?: string
}

/** Opens the place where trials run. */
export async function createRunner(
  study: Study<never>,
  { queue, workers = queue === undefined ? 1 : 16, worker, backend, threads }: PlaceOptions,
  caller: string,
): Promise<Runner> {
  expectInteger(caller, 'workers', workers)
  if (threads !== undefined) expectInteger(caller, 'threads', threads)
  if (queue !== undefined) {
    const { queueRunner } = await import('#tuner-runners')
    return queueRunner(queue, workers)
  }
  if (worker !== undefined) {
    const { poolRunner } = await import('#tuner-runners')
    return poolRunner(worker, { workers, backend, threads })
  }
  if (workers > 1) {
    throw new RangeError(
      `${caller}: expected worker, the module that workers load, received workers=${workers} without. Put what is tried into a module and give worker: new URL('../run/study.ts', import.meta.url).`,
    )
  }
  return { run: studyRunner(study as Study), atOnce: 1, async close() {} }
}
