import type { WorkerPort } from './worker-port.ts'

/** The worker's end of the line to its page; undefined where this is no worker. */
export function webWorkerPort(): WorkerPort | undefined {
  const scope = globalThis as unknown as {
    WorkerGlobalScope?: unknown
    postMessage(message: unknown, transfer: Transferable[]): void
    addEventListener(type: 'message', hear: (event: { data: unknown }) => void): void
  }
  if (scope.WorkerGlobalScope === undefined) return undefined
  return {
    post: (message, buffers) => scope.postMessage(message, buffers),
    listen: (hear) => scope.addEventListener('message', ({ data }) => hear(data)),
  }
}
