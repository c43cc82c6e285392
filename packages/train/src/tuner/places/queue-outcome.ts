import { formatSafetensors, parseSafetensors } from '@dlw/models/weights'
import type { TrialOutcome } from '../run/trial-task.ts'

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

/** The outcome of a trial as a worker sent it. */
export function fromQueueOutcome(outcome: QueueOutcome): TrialOutcome {
  if (outcome.status !== 'completed') return outcome
  const { weights, ...rest } = outcome
  return { ...rest, ...(weights && { weights: parseSafetensors(Buffer.from(weights, 'base64')).arrays }) }
}
