import { type Message, readMessage, type Start } from './messages.ts'
import { startReaderCode } from './start-reader-code.ts'

/** A training in a worker of its own: the page stays quick, and stopping is ending the worker. */
export interface RemoteTraining {
  stop(): void
}

/** Starts the worker, and with it the download of TensorFlow.js; every message goes to `hear`. */
export function startTraining(start: Start, hear: (message: Message) => void): RemoteTraining {
  const worker = new Worker(new URL('./training-worker.ts', import.meta.url), { type: 'module' })
  const end = (message: Message): void => {
    worker.terminate()
    hear(message)
  }
  worker.onmessage = ({ data }) => {
    const message = readMessage(data)
    if (message?.type === 'done' || message?.type === 'error') end(message)
    else if (message) hear(message)
  }
  worker.onerror = (event) => {
    event.preventDefault()
    end({
      type: 'error',
      message: event.message || 'The training code could not be loaded. Is the site still reachable?',
    })
  }
  worker.postMessage(start)
  return { stop: () => worker.terminate() }
}

/** Trains with a program as the reader changed it, in a worker without network: see run-reader-code.ts. */
export function startChanged(start: Start, source: string, hear: (message: Message) => void): RemoteTraining {
  return startReaderCode({ kind: 'cell', start, source }, hear, () =>
    hear({ type: 'error', message: 'The training code could not be loaded. Is the site still reachable?' }),
  )
}
