import { isNode } from '../../select/is-node.ts'

/** A thread that helps with jobs until it is ended; it does not keep the process alive. */
export type Helper = { terminate(): void }

type HelperData = { module: WebAssembly.Module; memory: WebAssembly.Memory; control: number; slot: number }

const body = `const { exports } = new WebAssembly.Instance(data.module, { env: { memory: data.memory } })
ready()
exports.work(data.control, data.slot)`

/** Starts one helping thread, in Node or in a browser, and returns when it is about to work. */
export async function startHelper(data: HelperData): Promise<Helper> {
  if (isNode()) {
    const { Worker } = await import('node:worker_threads')
    const source = `const { parentPort, workerData: data } = require('node:worker_threads')
const ready = () => parentPort.postMessage('ready')
${body}`
    const worker = new Worker(source, { eval: true, workerData: data })
    await new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject))
    worker.unref()
    return { terminate: () => void worker.terminate() }
  }
  const source = `onmessage = ({ data }) => {
const ready = () => postMessage('ready')
${body}
}`
  const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }))
  const worker = new Worker(url)
  try {
    await new Promise((resolve, reject) => {
      worker.onmessage = resolve
      worker.onerror = reject
      worker.postMessage(data)
    })
  } finally {
    URL.revokeObjectURL(url)
  }
  return worker
}
