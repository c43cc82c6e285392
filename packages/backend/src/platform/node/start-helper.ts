import threads from 'node:worker_threads'
import { type Helper, type HelperData, helperBody } from '../helper.ts'

/** Starts one helping thread, and returns when it is about to work. */
export async function startHelper(data: HelperData): Promise<Helper> {
  const source = `const { parentPort, workerData: data } = require('node:worker_threads')
const ready = () => parentPort.postMessage('ready')
${helperBody}`
  // Read when called: up to Node 20.11, a named import still holds what stood in for it while tfjs started.
  const worker = new threads.Worker(source, { eval: true, workerData: data })
  await new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject))
  worker.unref()
  return { terminate: () => void worker.terminate() }
}
