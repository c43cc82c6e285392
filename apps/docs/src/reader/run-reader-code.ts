import { folder, needs } from 'dlw:reader-chunks'
import { type Message, type Order, readMessage } from '../live/messages.ts'
import { type Request, readRequest } from './request.ts'
import { isServed } from './served-address.ts'

/** The reader's code while it runs. */
export interface ReaderRun {
  stop(): void
}

/** More messages than this in a second, and the page would be busy with nothing else. */
const most = { messages: 5000, fetches: 500 }
/** What a worker says last. */
const lasts: ReadonlySet<string> = new Set(['done', 'outcome', 'table', 'error'])
const base = import.meta.env.BASE_URL.replace(/\/?$/, '/')
const lost = 'A part could not be fetched. Is the site still reachable?'

/**
 * Runs code that the reader wrote, or that came with a link, where it can do no harm: in a worker of a frame with an
 * origin of its own and a policy without network. It reaches no storage and no address; the page gives it the packages,
 * and the data sets of the lesson. What it says is checked before it is heard. Stopping removes the frame, which ends
 * the code whatever it does.
 */
export function runReaderCode(order: Order, hear: (message: Message) => void): ReaderRun {
  const frame = document.createElement('iframe')
  frame.sandbox.add('allow-scripts')
  frame.hidden = true
  frame.title = 'Where your code runs'
  frame.src = `${base}reader.html`
  const { port1: port, port2 } = new MessageChannel()
  const stop = (): void => {
    port.onmessage = null
    port.close()
    removeEventListener('message', failed)
    frame.remove()
  }
  const end = (message: Message): void => {
    stop()
    hear(message)
  }
  const failed = ({ source, data }: MessageEvent): void => {
    if (source === frame.contentWindow) end({ type: 'error', message: String(data?.failed).slice(0, 1000) })
  }
  let [since, heard, fetches] = [performance.now(), 0, 0]
  port.onmessage = ({ data }) => {
    if (performance.now() - since > 1000) [since, heard] = [performance.now(), 0]
    heard += 1
    if (heard > most.messages) return end({ type: 'error', message: 'It said more than a page can show.' })
    const request = readRequest(data)
    if (request) {
      fetches += 1
      const answer = fetches > most.fetches ? Promise.resolve({ refused: 'It asked for too much.' }) : serve(request)
      void answer.then((found) => port.postMessage({ ...found, id: request.id }))
      return
    }
    const message = readMessage(data)
    if (!message) end({ type: 'error', message: 'It said something that the page does not understand.' })
    else if (lasts.has(message.type)) end(message)
    else hear(message)
  }
  addEventListener('message', failed)
  const loaded = new Promise<void>((resolve) => {
    frame.onload = () => resolve()
  })
  document.body.append(frame)
  Promise.all([file('boot.js'), loaded]).then(
    // The frame has an origin that no name stands for.
    ([boot]) => frame.contentWindow?.postMessage({ boot, needs, order }, '*', [port2]),
    () => end({ type: 'error', message: lost }),
  )
  return { stop }
}

/** What the reader's worker may have: files of its own code, and the lesson's data. */
async function serve(request: Request): Promise<object> {
  try {
    if (request.type === 'files') {
      const texts = await Promise.all(request.names.map(file))
      return { files: Object.fromEntries(request.names.map((name, index) => [name, texts[index]])) }
    }
    const address = new URL(request.address, location.href).href
    if (!isServed(address, new URL(`${base}data/`, location.href).href))
      return { refused: `Your code has no network here: ${request.address.slice(0, 200)} was not fetched.` }
    const response = await fetch(address, { method: request.headOnly ? 'HEAD' : 'GET', credentials: 'omit' })
    const { status, statusText } = response
    return { status, statusText, body: await response.arrayBuffer() }
  } catch {
    return { refused: lost }
  }
}

async function file(name: string): Promise<string> {
  if (!Object.hasOwn(needs, name)) throw new RangeError(`No file ${name}.`)
  const response = await fetch(`${folder}${name}`)
  if (!response.ok) throw new Error(`HTTP ${response.status}`)
  return response.text()
}
