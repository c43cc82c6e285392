import { type Helper, type HelperData, helperBody } from '../helper.ts'

/** Starts one helping thread, and returns when it is about to work. */
export async function startHelper(data: HelperData): Promise<Helper> {
  const source = `onmessage = ({ data }) => {
const ready = () => postMessage('ready')
${helperBody}
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
