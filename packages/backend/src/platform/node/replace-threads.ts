import threads from 'node:worker_threads'

/**
 * Lets `stand-in` answer for Node's worker class, and notes which handlers of uncaught errors there are.
 *
 * @returns What puts back the class and takes off the handlers that were added since.
 */
export function replaceThreads(standIn: unknown): () => void {
  const genuine = threads.Worker
  const events = ['uncaughtException', 'unhandledRejection'] as const
  const before = events.map((event) => process.listeners(event as 'uncaughtException'))
  threads.Worker = standIn as typeof genuine
  return () => {
    threads.Worker = genuine
    for (const [index, event] of events.entries()) {
      for (const listener of process.listeners(event as 'uncaughtException')) {
        if (!before[index]!.includes(listener)) process.off(event, listener)
      }
    }
  }
}
