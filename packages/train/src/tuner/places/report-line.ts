import { MessageChannel, type MessagePort } from 'node:worker_threads'
import type { Report } from '../run/trial.ts'
import type { Prune } from '../run/trial-task.ts'
import { describeError } from './describe-error.ts'

/** What the worker says: its latest report. */
interface Told {
  trialReport: Report
}

/** What the pool answers: whether the trial ends there, or what the pruner threw. */
export interface ReportAnswer {
  pruned?: boolean
  failed?: string
}

/** The pool's end of the line on which a trial reports; a pool of threads moves the port, one of processes asks the channel. */
export interface ReportLine {
  /** For a thread. */
  port: MessagePort
  /** For a process. */
  channel: { onMessage(send: (message: unknown) => void): void; postMessage(message: unknown): void }
  close(): void
}

/** Opens a line on which `prune` answers what a trial reports in a worker. */
export function reportLine(prune: Prune): ReportLine {
  const { port1, port2 } = new MessageChannel()
  const reports: Report[] = []
  let send: (message: unknown) => void = () => undefined
  const answer = async (message: unknown, post: (answer: ReportAnswer) => void): Promise<void> => {
    const report = (message as Partial<Told> | null)?.trialReport
    // A process also tells the pool of its end here.
    if (!report) return
    reports.push(report)
    try {
      post({ pruned: await prune(reports) })
    } catch (error) {
      post({ failed: describeError(error) })
    }
  }
  port1.on('message', (message) => void answer(message, (said) => port1.postMessage(said)))
  return {
    port: port2,
    channel: {
      onMessage(listener) {
        send = listener
      },
      postMessage: (message) => void answer(message, (said) => send({ trialAnswer: said })),
    },
    close() {
      port1.close()
    },
  }
}

/**
 * The worker's end of the line: asks the pool with each report.
 *
 * @param port That of a thread; a process has its own line to its parent.
 */
export function pruneByLine(port: MessagePort | undefined): { prune: Prune; close(): void } {
  // The pool answers in the order of the reports.
  const waiting: { resolve(pruned: boolean): void; reject(error: Error): void }[] = []
  const hear = ({ pruned = false, failed }: ReportAnswer): void => {
    const next = waiting.shift()
    if (failed === undefined) next?.resolve(pruned)
    else next?.reject(new Error(failed))
  }
  const hearParent = (message: { trialAnswer?: ReportAnswer }): void => {
    if (message.trialAnswer) hear(message.trialAnswer)
  }
  if (port) port.on('message', hear)
  else process.on('message', hearParent)
  return {
    prune: (reports) =>
      new Promise((resolve, reject) => {
        waiting.push({ resolve, reject })
        const told: Told = { trialReport: reports.at(-1)! }
        if (port) port.postMessage(told)
        else process.send!(told)
      }),
    close() {
      if (port) port.close()
      else process.off('message', hearParent)
    },
  }
}
