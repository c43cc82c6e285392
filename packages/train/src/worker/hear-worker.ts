/** A worker: that of a page, or that of `node:worker_threads`. */
export interface TrainingWorker {
  postMessage(message: unknown, transfer: ArrayBuffer[]): void
  terminate(): unknown
}

/** What a worker may do. */
interface Ears {
  onMessage(message: unknown): void
  /** Hears that the worker cannot be loaded, threw an error that nobody caught, or ended. */
  onEnd(reason: Error): void
}

interface Emitter {
  threadId?: number
  on(event: string, listener: (value: never) => void): void
  off(event: string, listener: (value: never) => void): void
}

/**
 * Listens to a worker.
 *
 * @returns A function that listens no longer.
 */
export function hearWorker(worker: TrainingWorker, ears: Ears): () => void {
  return 'addEventListener' in worker
    ? hearTarget(worker as unknown as EventTarget, ears)
    : hearEmitter(worker as unknown as Emitter, ears)
}

function hearTarget(worker: EventTarget, { onMessage, onEnd }: Ears): () => void {
  const heard: Record<string, (event: Event) => void> = {
    message: (event) => onMessage((event as MessageEvent).data),
    messageerror: () => onEnd(new Error('A message could not be read.')),
    error: (event) => {
      const { error, message } = event as ErrorEvent
      onEnd(error instanceof Error ? error : new Error(message || 'Its file could not be loaded.'))
    },
  }
  for (const [type, listener] of Object.entries(heard)) worker.addEventListener(type, listener)
  return () => {
    for (const [type, listener] of Object.entries(heard)) worker.removeEventListener(type, listener)
  }
}

function hearEmitter(worker: Emitter, { onMessage, onEnd }: Ears): () => void {
  const heard: Record<string, (value: never) => void> = {
    message: onMessage,
    messageerror: onEnd,
    error: onEnd,
    exit: (code: number) => onEnd(new Error(`It exited with code ${code}.`)),
  }
  for (const [type, listener] of Object.entries(heard)) worker.on(type, listener)
  // One that has ended emits nothing any more.
  if (worker.threadId === -1) onEnd(new Error('It ended before.'))
  return () => {
    for (const [type, listener] of Object.entries(heard)) worker.off(type, listener)
  }
}
