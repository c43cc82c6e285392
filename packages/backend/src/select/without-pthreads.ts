import { replaceThreads } from '#platform'

/**
 * Starts tfjs's threaded wasm binary without threads of its own.
 *
 * That binary has the shared memory that our threads need, but the code around it starts eight workers at once, from a
 * `blob:` address that Node refuses (tfjs #3830) and bundlers break. As it is told to use one thread, it never gives
 * them work: so it gets stand-ins that only say they are ready. In Node, that code also installs handlers that turn
 * every uncaught error of the program into its own; they are taken off again.
 */
export async function withoutPthreads<Result>(start: () => Promise<Result>): Promise<Result> {
  const globals = globalThis as { Worker?: unknown }
  const hadWorker = 'Worker' in globals
  const worker = globals.Worker
  const restore = replaceThreads(StandIn)
  globals.Worker = StandIn
  try {
    return await start()
  } finally {
    restore()
    if (hadWorker) globals.Worker = worker
    else delete globals.Worker
  }
}

/** A worker that loads nothing and never works. */
class StandIn {
  onmessage: ((event: { data: unknown }) => void) | undefined
  #listener: ((data: unknown) => void) | undefined

  on(event: string, listener: (data: unknown) => void): this {
    if (event === 'message') this.#listener = listener
    return this
  }

  postMessage({ cmd }: { cmd: string }): void {
    if (cmd !== 'load') return
    queueMicrotask(() => {
      const data = { cmd: 'loaded' }
      if (this.#listener !== undefined) this.#listener(data)
      else this.onmessage?.({ data })
    })
  }

  terminate(): void {}
  ref(): void {}
  unref(): void {}
}
