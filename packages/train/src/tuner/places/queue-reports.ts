import type { Job, Queue } from 'bullmq'
import type { Report } from '../run/trial.ts'
import type { Prune, TrialTask } from '../run/trial-task.ts'
import { reportsFrom } from '../store/plain-results.ts'
import type { QueueOutcome } from './queue-outcome.ts'

/** A trial in the queue: the search marks it there once its pruner has ended it. */
export interface QueuedTrial extends TrialTask {
  pruned?: true
}

type TrialJob = Job<QueuedTrial, QueueOutcome>

/** The search's side: hears what a trial has reported, and marks the job of one that ends. */
export function queueReports(prune: Prune): { answer(job: TrialJob): Promise<void> } {
  let heard = 0
  return {
    async answer(job) {
      const { reports } = job.progress as { reports?: unknown }
      if (!Array.isArray(reports) || job.data.pruned) return
      const told = reportsFrom(reports, (expected, name, value) => {
        throw new RangeError(`tune: expected ${expected} in a worker's report, received ${name}=${value}.`)
      })
      // Another worker has begun the trial anew.
      if (told.length < heard) heard = 0
      while (heard < told.length) {
        heard++
        if (!(await prune(told.slice(0, heard)))) continue
        // A job that has ended meanwhile is no longer there, or needs no mark.
        await job.updateData({ ...job.data, pruned: true }).catch(() => undefined)
        return
      }
    },
  }
}

/**
 * The worker's side: tells the search what the trial reports, and ends it when the job is marked. A trial does not wait for
 * the answer, which takes as long as the network and the search take.
 */
export function pruneByJob(job: TrialJob, jobs: Queue<QueuedTrial, QueueOutcome>): Prune | undefined {
  if (!job.data.reports) return undefined
  let isPruned = job.data.pruned === true
  let latest: readonly Report[] | undefined
  let isTelling = false
  const tell = async (): Promise<void> => {
    isTelling = true
    try {
      while (latest) {
        const reports = latest
        latest = undefined
        await job.updateProgress({ reports })
        isPruned ||= (await jobs.getJob(job.id!))?.data.pruned === true
      }
    } catch {
      // A job that Redis has lost is handed out anew; its trial ends as it would without a pruner.
    } finally {
      isTelling = false
    }
  }
  return (reports) => {
    latest = [...reports]
    if (!isTelling) void tell()
    return isPruned
  }
}
