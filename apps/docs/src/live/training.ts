import type { Message, Start } from './messages.ts'

/** A training in a worker of its own: the page stays quick, and stopping is ending the worker. */
export interface RemoteTraining {
  stop(): void
}

/** Starts the worker, and with it the download of TensorFlow.js; every message goes to `hear`. */
export function startTraining(start: Start, hear: (message: Message) => void): RemoteTraining {
  const worker =
    start.source === undefined
      ? new Worker(new URL('./training-worker.ts', import.meta.url), { type: 'module' })
      : new Worker(new URL('./cell-worker.ts', import.meta.url), { type: 'module' })
  const end = (message: Message): void => {
    worker.terminate()
    hear(message)
  }
  worker.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data.type === 'done' || data.type === 'error') end(data)
    else hear(data)
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
