import type { Trial } from '../run/trial.ts'

/** A history as a strategy that works in batches may look at it. */
export interface BatchHistory {
  /** Trials of earlier batches: all of them have ended. */
  ended: readonly Trial[]
  /** Trials of this batch, whose results are not looked at. */
  pending: readonly Trial[]
}

/**
 * Parts a history by batches after the initial trials. Which trials of the batch have ended is a matter of chance, so
 * none of their results may be looked at.
 *
 * @returns `'wait'` while a trial of an earlier batch is running; nothing ended before the initial trials are proposed.
 */
export function batchHistory(
  history: readonly Trial[],
  { initial, batch }: { initial: number; batch: number },
): BatchHistory | 'wait' {
  const known = history.length < initial ? 0 : history.length - ((history.length - initial) % batch)
  const ended = history.slice(0, known)
  return ended.some(({ status }) => status === 'running') ? 'wait' : { ended, pending: history.slice(known) }
}
