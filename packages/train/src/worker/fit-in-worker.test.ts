import { Worker } from 'node:worker_threads'
import { Table } from '@dlw/data'
import { readWeights, writeWeights } from '@dlw/models/weights'
import { expectNoLeaks } from '@dlw/testing'
import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { build, type NetworkValues, rows } from '../../test/worker/network.ts'
import type { WorkerValues } from '../../test/worker/training-worker.ts'
import { earlyStopping } from '../callbacks/early-stopping.ts'
import type { History } from '../loop/callback.ts'
import { fit } from '../loop/fit.ts'
import { type FitInWorkerOptions, fitInWorker } from './fit-in-worker.ts'
import { serveFit } from './serve-fit.ts'

const start = (): Worker =>
  new Worker(new URL('../../test/worker/training-worker.ts', import.meta.url), {
    execArgv: ['--conditions=@dlw/source', '--no-warnings'],
  })
const values = (model: LayersModel): number[][] => model.getWeights().map((weight) => [...weight.dataSync()])
/** What the worker logs beside what the training does. */
const withoutAlive = ({ epochs, metrics: { alive: _, ...metrics } }: History): object => ({ epochs, metrics })
const plain = ({ epochs, metrics }: History): object => ({ epochs, metrics })

/** Two models with the same weights. */
async function samePair(kind: NetworkValues['kind']): Promise<[LayersModel, LayersModel]> {
  const first = build({ kind })
  const second = build({ kind })
  writeWeights(second, await readWeights(first))
  return [first, second]
}

describe('fitInWorker', () => {
  let worker: Worker
  beforeAll(async () => {
    await tf.setBackend('cpu')
    worker = start()
  })
  afterAll(() => worker.terminate())
  const inWorker = (
    model: LayersModel,
    options: Partial<FitInWorkerOptions<WorkerValues>> & { values: WorkerValues },
    data = rows(),
  ): Promise<History> => fitInWorker(model, data, { worker, epochs: 4, seed: 3, batchSize: 16, ...options })

  it.each(['plain', 'own loss', 'constrained', 'sgd'] as const)(
    'gives the history, the weights and the optimizer state of fit, to the digit, twice: %s',
    async (kind) => {
      const [here, there] = await samePair(kind)
      const options = { epochs: 4, seed: 3, batchSize: 16, validation: rows(20) }
      for (const _ of [1, 2]) {
        const expected = await fit(here, rows(), { ...options, validation: rows(20) })
        const history = await inWorker(there, { values: { kind }, validation: rows(20) })
        expect(withoutAlive(history)).toEqual(plain(expected))
        expect(history.metrics.val_loss).toHaveLength(4)
        expect(values(there)).toEqual(values(here))
        expect(there.optimizer.iterations).toBe(here.optimizer.iterations)
      }
    },
  )

  it('takes inputs and outputs by name or by position, weights, tables, lists and tensors', async () => {
    const table = Table.fromColumns({ p: [1, 2, 3], q: [0, 1, 0], r: [5, 6, 7] })
    const b = [[1], [0], [1]]
    const y = { c: [1, 2, 3], d: Float32Array.of(3, 2, 1) }
    const [here, there] = await samePair('two inputs')
    const tensor = tf.tensor2d(b)
    const expected = await fit(here, { x: { a: table, b }, y }, { epochs: 2, seed: 0, sampleWeight: { c: [1, 0, 2] } })
    const history = await fitInWorker(
      there,
      { x: [table, tensor], y, sampleWeight: { c: [1, 0, 2] } },
      { worker, values: { kind: 'two inputs' }, epochs: 2, seed: 0, keepData: true },
    )
    expect(withoutAlive(history)).toEqual(plain(expected))
    expect(tensor.dataSync()).toEqual(Float32Array.of(1, 0, 1))
    tensor.dispose()
  })

  it('moves typed arrays and copies nothing, unless they stay by request, are part of a buffer or shared', async () => {
    const model = build({ kind: 'plain' })
    const moved = rows()
    await inWorker(model, { values: { kind: 'plain' } }, moved)
    expect([moved.x.data.length, moved.y.length]).toEqual([0, 0])
    await expect(inWorker(model, { values: { kind: 'plain' } }, moved)).rejects.toThrow(
      /^fitInWorker: expected rows with its values|that an earlier call moved/,
    )
    const kept = rows()
    await inWorker(model, { values: { kind: 'plain' }, keepData: true }, kept)
    expect(kept.y).toEqual(rows().y)
    const all = new Float32Array(80)
    const part = { ...rows(), y: all.subarray(0, 60) }
    await inWorker(model, { values: { kind: 'plain' } }, part)
    expect(all.length).toBe(80)
    const shared = { ...rows(), y: new Float32Array(new SharedArrayBuffer(240)) }
    await inWorker(model, { values: { kind: 'plain' } }, shared)
    expect(shared.y.length).toBe(60)
  })

  it('refuses wrong options while the arrays are still here', async () => {
    const model = build({ kind: 'plain' })
    const data = rows()
    await expect(inWorker(model, { values: { kind: 'plain' }, epochs: 0 }, data)).rejects.toThrow(
      'fitInWorker: expected',
    )
    const misspelt = { values: { kind: 'plain' }, batchsize: 3 } as const
    await expect(inWorker(model, misspelt, data)).rejects.toThrow('Did you mean batchSize?')
    const code = { values: { kind: 'plain' }, callbacks: [earlyStopping()] } as const
    await expect(inWorker(model, code, data)).rejects.toThrow('Give callbacks to serveFit')
    const stream = { rows: 3, batchSize: 3, async *epoch() {} }
    await expect(inWorker(model, { values: { kind: 'plain' } }, stream as never)).rejects.toThrow('received a stream')
    expect(data.y.length).toBe(60)
    const uncloneable = { values: { kind: 'plain', units: (() => 3) as never } } as const
    await expect(inWorker(model, uncloneable)).rejects.toThrow('could not be cloned')
  })

  it('tells of epochs and progress, in order, and stops after the epoch in which it hears of it', async () => {
    const told: (number | string)[] = []
    const { epochs } = await inWorker(build({ kind: 'plain' }), {
      values: { kind: 'slow' },
      epochs: 500,
      onEpoch(epoch, { loss }, training) {
        expect(loss).toBeGreaterThan(0)
        told.push(epoch)
        if (epoch === 2) training.stopTraining()
      },
      onProgress({ share }) {
        if (told.at(-1) !== 'progress') told.push('progress')
        expect(share).toBeGreaterThanOrEqual(0)
      },
    })
    expect(epochs.length).toBeLessThan(400)
    expect(told.filter((one) => one !== 'progress')).toEqual(epochs)
    expect(told).toContain('progress')
  })

  it('runs callbacks of the worker as fit does', async () => {
    const [here, there] = await samePair('plain')
    const expected = await fit(here, rows(), {
      ...{ epochs: 60, seed: 3, batchSize: 16 },
      callbacks: [earlyStopping({ monitor: 'loss', patience: 1 })],
    })
    const history = await inWorker(there, { values: { kind: 'plain', patience: 1 }, epochs: 60 })
    expect(withoutAlive(history)).toEqual(plain(expected))
    expect(history.epochs.length).toBeLessThan(60)
  })

  it('aborts at once with the reason, leaves the model as it was, and drops what still comes', async () => {
    const model = build({ kind: 'plain' })
    const before = values(model)
    const stop = new AbortController()
    const reason = new Error('enough')
    const aborted = inWorker(model, {
      values: { kind: 'slow' },
      epochs: 10_000,
      signal: stop.signal,
      onEpoch: (epoch) => void (epoch === 1 && stop.abort(reason)),
    })
    await expect(aborted).rejects.toBe(reason)
    expect(values(model)).toEqual(before)
    const { epochs } = await inWorker(model, { values: { kind: 'plain' }, epochs: 2 })
    expect(epochs).toEqual([0, 1])
    await expect(inWorker(model, { values: { kind: 'plain' }, signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
  })

  it('rejects with an error of onEpoch, and trains no further', async () => {
    const onEpoch = async (epoch: number): Promise<void> => {
      if (epoch === 1) throw new Error('the chart is broken')
    }
    const model = build({ kind: 'plain' })
    await expect(inWorker(model, { values: { kind: 'slow' }, epochs: 10_000, onEpoch })).rejects.toThrow(
      'the chart is broken',
    )
    expect((await inWorker(model, { values: { kind: 'plain' } })).epochs).toHaveLength(4)
  })

  it('brings errors back as they are, and goes on afterwards', async () => {
    const model = build({ kind: 'plain' })
    const thrown = await inWorker(model, { values: { kind: 'plain', accident: 'throw' } }).catch((error) => error)
    expect(thrown).toBeInstanceOf(SyntaxError)
    expect(thrown).toMatchObject({ message: 'out of the blue', cause: { name: 'TypeError', message: 'below' } })
    expect(thrown.stack).toContain('training-worker')
    await expect(inWorker(model, { values: { kind: 'broken' } })).rejects.toMatchObject({ name: 'NetworkError' })
    const nan = { ...rows(), y: new Float32Array(60).fill(Number.NaN) }
    const inThread = await fit(model, nan, { epochs: 1, seed: 0 }).catch((error) => error)
    const there = await inWorker(model, { values: { kind: 'plain' } }, nan).catch((error) => error)
    expect([there.name, there.message]).toEqual([inThread.name, inThread.message])
    const table = { x: Table.fromColumns({ p: [1, Number.NaN], q: [0, 1], r: [5, 6] }), y: [1, 2] }
    await expect(fitInWorker(model, table, { worker, values: { kind: 'plain' }, epochs: 1, seed: 0 })).rejects.toThrow(
      'row 1, column p',
    )
    expect((await inWorker(model, { values: { kind: 'plain' } })).epochs).toHaveLength(4)
  })

  it('refuses another network or optimizer in the worker', async () => {
    const model = build({ kind: 'plain' })
    await expect(inWorker(model, { values: { kind: 'plain', units: 7 } })).rejects.toThrow('expected weights of shapes')
    await expect(inWorker(model, { values: { kind: 'sgd' } })).rejects.toThrow('with the optimizer adam, received sgd')
  })

  it('trains one after the other what is asked at once, and refuses the same model twice', async () => {
    const [first, second] = await samePair('plain')
    const both = Promise.all([first, second].map((model) => inWorker(model, { values: { kind: 'plain' } })))
    await expect(inWorker(first, { values: { kind: 'plain' } })).rejects.toThrow('which another fit trains')
    await expect(fit(first, rows(), { epochs: 1, seed: 0 })).rejects.toThrow('which another fit trains')
    const [one, two] = await both
    expect(one!.metrics).toEqual(two!.metrics)
  })

  it('leaks no tensors, here or there', async () => {
    const [model] = await samePair('plain')
    await inWorker(model, { values: { kind: 'plain' } })
    await expectNoLeaks(async () => {
      const alive: number[] = []
      for (const accident of [undefined, 'throw', undefined] as const) {
        const onEpoch = (_: number, logs: { alive?: number }): void => void alive.push(logs.alive!)
        const set = { kind: 'plain', ...(accident && { accident }) } as const
        await inWorker(model, { values: set, onEpoch }).catch(() => undefined)
      }
      expect(new Set(alive).size).toBe(1)
    })
  })
})

describe('fitInWorker with a worker of its own', () => {
  const options = { epochs: 4, seed: 3, batchSize: 16 }

  it('starts it and ends it', async () => {
    const started: Worker[] = []
    const own = (): Worker => {
      started.push(start())
      return started[0]!
    }
    const set: WorkerValues = { kind: 'plain' }
    const { epochs } = await fitInWorker(build(set), rows(), { ...options, worker: own, values: set })
    expect(epochs).toHaveLength(4)
    await expect.poll(() => started[0]!.threadId, { timeout: 30_000 }).toBe(-1)
    const after = fitInWorker(build(set), rows(), { ...options, worker: started[0]!, values: set })
    await expect(after).rejects.toThrow('received one that failed: It ended before.')
  })

  it.each([
    ['exit', 'It exited with code 3.'],
    ['uncaught', 'undefinedFunction is not defined'],
  ] as const)('says that the worker failed: %s', async (accident, message) => {
    const set: WorkerValues = { kind: 'slow', accident }
    const model = build(set)
    const training = fitInWorker(model, rows(), { ...options, worker: start, values: set })
    await expect(training).rejects.toThrow(message)
    expect((await fit(model, rows(), options)).epochs).toHaveLength(4)
  })

  it('says that its file cannot be loaded', async () => {
    const worker = (): Worker => new Worker(new URL('./no-such-file.js', import.meta.url))
    await expect(fitInWorker(build({ kind: 'plain' }), rows(), { ...options, worker })).rejects.toThrow('no-such-file')
  })
})

it('serveFit refuses the main thread, and what it cannot call', () => {
  expect(() => serveFit({ build: () => build({ kind: 'plain' }) })).toThrow('received the main thread')
  expect(() => serveFit({ build: undefined as never })).toThrow('expected build to be a function')
  expect(() => serveFit({ bild: build } as never)).toThrow('Did you mean build?')
})
