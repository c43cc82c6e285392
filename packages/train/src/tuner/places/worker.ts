import { type UseBackendOptions, useBackend } from '@dlw/backend'
import { studyRunner } from '../run/study-runner.ts'
import type { RunTrial, TrialOutcome, TrialTask } from '../run/trial-task.ts'
import { loadStudy } from './load-study.ts'

/** What a worker is handed with each trial. */
export interface WorkerTask {
  module: string
  backend: UseBackendOptions
  task: TrialTask
}

// A worker serves one search: its device and its data are made ready with the first trial, and kept.
let ready: Promise<RunTrial> | undefined

/** Runs a trial in a worker of the pool. */
export default async function runInWorker({ module, backend, task }: WorkerTask): Promise<TrialOutcome> {
  ready ??= prepare(module, backend, task)
  return (await ready)(task, new AbortController().signal)
}

async function prepare(module: string, backend: UseBackendOptions, { training }: TrialTask): Promise<RunTrial> {
  // A process whose parent was killed has nobody to report to.
  process.once('disconnect', () => process.exit())
  // Ctrl-C reaches every process of a terminal; what becomes of trials is for the parent to say.
  if (process.connected) process.on('SIGINT', () => undefined)
  if (training) await useBackend(backend)
  return studyRunner(await loadStudy(module))
}
