import { useBackend } from '@dlw/backend'
import { readWeights, writeWeights } from '@dlw/models/weights'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import { fit } from '../../src/loop/fit.ts'
import { fitInWorker } from '../../src/worker/fit-in-worker.ts'
import { serveFit } from '../../src/worker/serve-fit.ts'
import { build, rows } from './network.ts'
import type { WorkerValues } from './training-worker.ts'

const options = { epochs: 4, seed: 3, batchSize: 16 }
const values: WorkerValues = { kind: 'plain' }
const start = (): Worker => new Worker(new URL('worker.js', location.href), { type: 'module' })
const weightsOf = async (model: LayersModel): Promise<number[][]> =>
  (await readWeights(model)).map((weight) => [...weight])

/** What the tests ask of the page. */
export const page = {
  ready: useBackend({ prefer: 'wasm', threads: 1 }) as Promise<unknown>,
  /** The same training here and in a worker. */
  async both(): Promise<unknown[]> {
    const here = build(values)
    const there = build(values)
    writeWeights(there, await readWeights(here))
    const expected = await fit(here, rows(), options)
    const data = rows()
    const { metrics } = await fitInWorker(there, data, { ...options, worker: start, values })
    const { alive: _, ...measured } = metrics
    return [expected.metrics, measured, await weightsOf(here), await weightsOf(there), data.y.length]
  },
  /** The longest time in which the page did nothing, while the worker was blocked for half a second at a time. */
  async longestGap(): Promise<number> {
    let longest = 0
    let last = performance.now()
    const timer = setInterval(() => {
      longest = Math.max(longest, performance.now() - last)
      last = performance.now()
    }, 5)
    const worker = start()
    // Compiles what a first training compiles.
    await fitInWorker(build(values), rows(), { ...options, epochs: 1, worker, values })
    longest = 0
    last = performance.now()
    await fitInWorker(build(values), rows(), { ...options, worker, values: { ...values, blocks: 1000 } })
    clearInterval(timer)
    worker.terminate()
    return longest
  },
  /** What was thrown: name, message, and whether it is of its kind. */
  async thrown(more: Partial<WorkerValues>, file = 'worker.js'): Promise<[string, string, boolean]> {
    const worker = (): Worker => new Worker(new URL(file, location.href), { type: 'module' })
    const training = fitInWorker(build(values), rows(), { ...options, worker, values: { ...values, ...more } })
    return training.then(
      () => ['', 'no error', false],
      (error: Error) => [error.name, error.message, error instanceof SyntaxError],
    )
  },
  /** A worker that was started long before it is asked, twice; and one whose code takes its time. */
  async severally(): Promise<number[]> {
    const worker = start()
    await new Promise((resolve) => worker.addEventListener('message', resolve, { once: true }))
    const lengths: number[] = []
    for (const epochs of [1, 3]) {
      const history = await fitInWorker(build(values), rows(), { ...options, epochs, worker, values })
      lengths.push(history.epochs.length)
    }
    worker.terminate()
    return lengths
  },
  stopped: async (): Promise<[string, number]> => {
    const stop = new AbortController()
    const began = performance.now()
    const training = fitInWorker(build(values), rows(), {
      ...{ ...options, epochs: 10_000, worker: start, values: { ...values, blocks: 500 } },
      signal: stop.signal,
      onEpoch: () => stop.abort(),
    })
    const thrown = (await training.catch((error: unknown) => error)) as Error
    return [thrown.name, performance.now() - began]
  },
  serveHere(): string {
    try {
      serveFit({ build: () => build(values) })
      return 'no error'
    } catch (error) {
      return (error as Error).message
    }
  },
}
Object.assign(globalThis, { page })
