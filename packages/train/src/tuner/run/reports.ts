import type { Report } from './trial.ts'
import type { Prune } from './trial-task.ts'

/** Ends a trial that the pruner has given up. */
export class TrialPruned extends Error {
  constructor() {
    super('The pruner ended this trial: let this error through.')
  }
}

/** What a trial reports on its way. */
export interface Reports {
  readonly list: Report[]
  /** Whether the pruner has ended the trial. */
  isPruned(): boolean
  /** Throws where the pruner ends the trial. */
  report(epoch: number, value: number): void
}

/**
 * Collects the reports of one trial, and asks the pruner after each.
 */
export function reportsOf(prune: Prune | undefined): Reports {
  const list: Report[] = []
  let isPruned = false
  return {
    list,
    isPruned: () => isPruned,
    report(epoch, value) {
      const last = list.at(-1)?.epoch ?? -1
      if (!(Number.isSafeInteger(epoch) && epoch > last)) {
        throw new RangeError(
          `report: expected epochs that count up from 0, received epoch=${epoch} after ${last}. Report once for each epoch.`,
        )
      }
      list.push({ epoch, value })
      isPruned ||= prune?.(list) ?? false
      if (isPruned) throw new TrialPruned()
    },
  }
}
