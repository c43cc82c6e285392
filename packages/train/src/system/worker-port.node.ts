import threads from 'node:worker_threads'
import { webWorkerPort } from '../worker/web-worker-port.ts'
import type { WorkerPort } from '../worker/worker-port.ts'

/** The worker's end of the line to the thread that started it; undefined in the main thread. */
export function workerPort(): WorkerPort | undefined {
  // Read when called: up to Node 20.11, a named import still holds what stood in for it while tfjs started.
  const { parentPort: port } = threads
  // Bun and Deno have workers as a page's, too.
  if (!port) return webWorkerPort()
  return {
    post: (message, buffers) => port.postMessage(message, buffers),
    listen: (hear) => void port.on('message', hear),
  }
}
