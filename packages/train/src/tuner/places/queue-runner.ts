import { setTimeout as pause } from 'node:timers/promises'
import type { Queue } from 'bullmq'
import type { Prune, Runner, TrialOutcome, TrialTask } from '../run/trial-task.ts'
import { checkReachable, loadBullmq, queueConnection } from './queue-connection.ts'
import { fromQueueOutcome, type QueueOutcome } from './queue-outcome.ts'
import { type QueuedTrial, queueReports } from './queue-reports.ts'

const pollMs = 200
const dayS = 24 * 60 * 60

type TrialQueue = Queue<QueuedTrial, QueueOutcome>

/**
 * Hands trials to workers through a BullMQ queue. A trial has one job, whoever asks for it: a search that was killed
 * finds its jobs again, running or done. Jobs that Redis lost are handed out anew.
 *
 * @throws Error when Redis cannot be reached or refuses, or BullMQ is not installed.
 */
export async function queueRunner(url: string, atOnce: number): Promise<Runner> {
  const target = queueConnection(url)
  const { Queue } = await loadBullmq()
  await checkReachable(target)
  const queue: TrialQueue = new Queue(target.name, { connection: target.connection })
  // A lost connection restores itself; without a listener it would end the process.
  queue.on('error', () => undefined)
  return {
    atOnce,
    run: (task, signal, prune) => runQueued(queue, task, { signal, prune }),
    close: () => queue.close(),
  }
}

async function runQueued(
  queue: TrialQueue,
  task: TrialTask,
  { signal, prune }: { signal: AbortSignal; prune: Prune | undefined },
): Promise<TrialOutcome> {
  const reports = prune && queueReports(prune)
  const jobId = `${task.search}-${task.id}`
  const earlier = await queue.getJob(jobId)
  if (await earlier?.isFailed()) await earlier!.remove()
  for (;;) {
    const job = await queue.getJob(jobId)
    const state = job ? await job.getState() : 'unknown'
    if (state === 'completed') {
      // Read again: the state may be newer than the job.
      const { returnvalue } = (await queue.getJob(jobId)) ?? job!
      await job!.remove()
      return fromQueueOutcome(returnvalue)
    }
    if (state === 'failed') {
      const { failedReason } = (await queue.getJob(jobId)) ?? job!
      await job!.remove()
      throw new Error(failedReason)
    }
    if (job && reports) await reports.answer(job)
    if (!job) await queue.add('trial', task, { jobId, removeOnComplete: { age: dayS }, removeOnFail: { age: dayS } })
    try {
      await pause(pollMs, undefined, { signal })
    } catch {
      // One that waits is taken back; one that a worker trains ends there, and is found when the search goes on.
      await queue.remove(jobId).catch(() => undefined)
      throw signal.reason
    }
  }
}
