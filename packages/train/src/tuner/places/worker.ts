import type { MessagePort } from 'node:worker_threads'
import { type UseBackendOptions, useBackend } from '@dlw/backend'
import type { Study } from '../run/study.ts'
import { studyRunner } from '../run/study-runner.ts'
import type { RunTrial, TrialOutcome, TrialTask } from '../run/trial-task.ts'
import { describeError } from './describe-error.ts'
import { loadStudy } from './load-study.ts'
import { pruneByLine } from './report-line.ts'

/** What a worker is handed with each trial. */
export interface WorkerTask {
  module: string
  backend: UseBackendOptions
  /** Absent where the worker shall only make itself ready. */
  task?: TrialTask
  /** Where a thread reports; a process does so to its parent. */
  reports?: MessagePort
}

/** What a worker answers: errors as text, for what a process sends of an error is no error. */
export type WorkerAnswer =
  | { status: 'ready' }
  | { status: 'ended'; outcome: TrialOutcome }
  /** The trial threw. */
  | { status: 'threw'; message: string }
  /** The worker can run no trial. */
  | { status: 'unready'; message: string }

// A worker serves one search: its device and its data are made ready with the first trial, and kept.
let study: Promise<{ run: RunTrial; trains: boolean }> | undefined
let device: Promise<unknown> | undefined
let leaveTrial: (error: Error) => void = () => undefined

/** Runs a trial in a worker of the pool. */
export default async function runInWorker({ module, backend, task, reports }: WorkerTask): Promise<WorkerAnswer> {
  let run: RunTrial
  try {
    study ??= prepare(module)
    const prepared = await study
    if (task ? task.training : prepared.trains) {
      device ??= useBackend(backend)
      await device
    }
    run = prepared.run
  } catch (error) {
    return { status: 'unready', message: describeError(error) }
  }
  if (!task) return { status: 'ready' }
  const line = task.reports && pruneByLine(reports)
  try {
    const outcome = await new Promise<TrialOutcome>((resolve, reject) => {
      leaveTrial = reject
      run(task, new AbortController().signal, line?.prune).then(resolve, reject)
    })
    return { status: 'ended', outcome }
  } catch (error) {
    return { status: 'threw', message: describeError(error) }
  } finally {
    line?.close()
  }
}

async function prepare(module: string): Promise<{ run: RunTrial; trains: boolean }> {
  const exit = process.exit.bind(process)
  // A process whose parent was killed has nobody to report to.
  process.once('disconnect', () => exit())
  // Ctrl-C reaches every process of a terminal; what becomes of trials is for the parent to say.
  if (process.connected) process.on('SIGINT', () => undefined)
  // A thread that exits ends without a word to the pool, and its trial would never settle.
  process.exit = (code) => {
    const error = new Error(`The trial called process.exit(${code ?? ''}).`)
    leaveTrial(error)
    throw error
  }
  const loaded = await loadStudy(module)
  return { run: studyRunner(loaded), trains: checkedExports(loaded, module) }
}

/** Whether the module trains models; throws where it exports nothing to try. */
function checkedExports({ evaluate, build, data }: Study, module: string): boolean {
  if (evaluate || build || data) return build !== undefined
  throw new Error(
    `expected a module that exports evaluate, or build and data, received worker=${module} without. See the example of tune.`,
  )
}
