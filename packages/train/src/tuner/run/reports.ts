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
  /** Whether the pruner has ended the trial, as soon as it has answered to all reports. */
  isPruned(): Promise<boolean>
  /** Throws where the pruner ends the trial; rejects where it does so from another thread. */
  report(epoch: number, value: number): void | Promise<void>
}

/**
 * Collects the reports of one trial, and asks the pruner after each.
 */
export function reportsOf(prune: Prune | undefined): Reports {
  const list: Report[] = []
  let ended = false
  let answers: Promise<void> = Promise.resolve()
  const end = (after: number): never => {
    ended = true
    // What was reported before the answer came counts no more.
    list.length = after
    throw new TrialPruned()
  }
  return {
    list,
    async isPruned() {
      await answers.catch((error: unknown) => {
        if (!(error instanceof TrialPruned)) throw error
      })
      return ended
    },
    report(epoch, value) {
      if (ended) throw new TrialPruned()
      const last = list.at(-1)?.epoch ?? -1
      if (!(Number.isSafeInteger(epoch) && epoch > last)) {
        throw new RangeError(
          `report: expected epochs that count up from 0, received epoch=${epoch} after ${last}. Report once for each epoch.`,
        )
      }
      const count = list.push({ epoch, value })
      const answer = prune?.(list)
      if (!(answer instanceof Promise)) return answer ? end(count) : undefined
      answers = Promise.all([answers, answer]).then(([, isPruned]) => {
        if (ended) throw new TrialPruned()
        if (isPruned) end(count)
      })
      // Who does not wait for the answer meets it in the next report.
      answers.catch(() => undefined)
      return answers
    },
  }
}
