import { formatSafetensors, parseSafetensors } from '@dlw/models/weights'
import type { TrialOutcome } from '../run/trial-task.ts'
import {
  executionsFrom,
  isRecord,
  type Refuse,
  received,
  reportsFrom,
  textFrom,
  textsFrom,
} from '../store/plain-results.ts'

type Completed = Extract<TrialOutcome, { status: 'completed' }>

/** An outcome as JSON carries it: weights as safetensors in base64. */
export type QueueOutcome = Exclude<TrialOutcome, Completed> | (Omit<Completed, 'weights'> & { weights?: string })

/** The outcome of a trial as a worker sends it: the inverse of {@link fromQueueOutcome}. */
export function toQueueOutcome(outcome: TrialOutcome): QueueOutcome {
  if (outcome.status !== 'completed') return outcome
  const { weights, ...rest } = outcome
  const bytes = weights && formatSafetensors({ arrays: weights, metadata: {} })
  return { ...rest, ...(bytes && { weights: Buffer.from(bytes).toString('base64') }) }
}

/**
 * The outcome of a trial as a worker sent it.
 *
 * @throws RangeError for an answer that is no outcome: whoever reaches the queue can put anything there.
 */
export function fromQueueOutcome(answer: unknown): TrialOutcome {
  const refuse: Refuse = (expected, name, value) => {
    throw new RangeError(
      `tune: expected ${expected} in a worker's answer, received ${name}=${value}. Run workers of the same version as the search.`,
    )
  }
  if (!isRecord(answer)) return refuse('an outcome', 'outcome', received(answer))
  const { status } = answer
  if (status === 'invalid' || status === 'fatal') return { status, message: textFrom(answer, 'message', refuse) }
  if (status === 'pruned') return { status, reports: reportsFrom(answer.reports, refuse) }
  if (status !== 'completed') return refuse('the status of an outcome', 'status', received(status))
  const { weights, unread, reports } = answer
  if (weights !== undefined && typeof weights !== 'string') return refuse('weights', 'weights', received(weights))
  return {
    status,
    executions: executionsFrom(answer.executions, refuse),
    ...(unread !== undefined && { unread: textsFrom(unread, 'unread', refuse) }),
    ...(reports !== undefined && { reports: reportsFrom(reports, refuse) }),
    ...(weights && { weights: parseSafetensors(Buffer.from(weights, 'base64')).arrays }),
  }
}
