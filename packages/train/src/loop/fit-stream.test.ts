import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type BatchStream,
  createRandom,
  type ImageSet,
  loadImageFolder,
  mapBatches,
  streamImageFolder,
} from '@dlw/data'
import { expectNoLeaks, temporaryDirectory } from '@dlw/testing'
import * as tf from '@tensorflow/tfjs-core'
import { initializers, type LayersModel, layers, sequential } from '@tensorflow/tfjs-layers'
import { encode } from 'fast-png'
import { beforeAll, describe, expect, it } from 'vitest'
import type { LabelledData } from '../rows/labelled-data.ts'
import { compile } from './compile.ts'
import { evaluate } from './evaluate.ts'
import { fit } from './fit.ts'
import { predict } from './predict.ts'
import { predictClasses } from './predict-classes.ts'

beforeAll(async () => {
  await tf.setBackend('cpu')
})

const x = Array.from({ length: 50 }, (_, row) => [Math.sin(row), Math.cos(row * 2), (row % 7) / 7, row / 50])
const y = x.map(([a, b]) => (a! > 0.5 ? 0 : b! > 0 ? 1 : 2))

function classifier(inputShape = [4]): LayersModel {
  const kernelInitializer = (seed: number) => initializers.glorotUniform({ seed })
  const model = sequential({
    layers: [
      layers.reshape({ inputShape, targetShape: [inputShape.reduce((product, size) => product * size, 1)] }),
      layers.dense({ units: 10, activation: 'relu', kernelInitializer: kernelInitializer(3) }),
      layers.dropout({ rate: 0.3 }),
      layers.dense({ units: 3, activation: 'softmax', kernelInitializer: kernelInitializer(4) }),
    ],
  })
  compile(model, { loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'], learningRate: 0.01 })
  return model
}

/** Rows in batches: in the orders that `fit` draws from a seed, or in their own. */
function streamOf(seed?: number, { batchSize = 8, onBatch = (): void => {}, onEnd = (): void => {} } = {}) {
  const stream: BatchStream<{ x: number[][]; y: number[] }> = {
    rows: x.length,
    batchSize,
    async *epoch(index) {
      const random = createRandom(seed ?? 0)
      let order = x.map((_, row) => row)
      for (let epoch = 0; seed !== undefined && epoch <= index; epoch++) order = random.permutation(x.length)
      try {
        for (let from = 0; from < x.length; from += batchSize) {
          onBatch()
          const rows = order.slice(from, from + batchSize)
          yield { x: rows.map((row) => x[row]!), y: rows.map((row) => y[row]!) }
        }
      } finally {
        onEnd()
      }
    },
  }
  return stream
}

describe('fit on a stream', () => {
  it('gives the digits of the same rows in memory, in a new order each epoch', async () => {
    const [held, streamed] = [classifier(), classifier()]
    const options = { epochs: 3, seed: 7, classWeight: { 1: 2 } }
    const expected = await fit(held, { x, y }, { ...options, batchSize: 8, validation: { x, y } })
    const actual = await fit(streamed, streamOf(7), { ...options, validation: streamOf() })
    expect(actual).toEqual(expected)
    for (const [index, weight] of held.getWeights().entries()) {
      expect(streamed.getWeights()[index]!.arraySync()).toEqual(weight.arraySync())
    }
  })

  it('goes on at initialEpoch as an unbroken run does', async () => {
    const whole = await fit(classifier(), streamOf(7), { epochs: 4, seed: 7 })
    const model = classifier()
    await fit(model, streamOf(7), { epochs: 2, seed: 7 })
    const rest = await fit(model, streamOf(7), { epochs: 4, initialEpoch: 2, seed: 7 })
    expect(rest.metrics.loss).toEqual(whole.metrics.loss!.slice(2))
  })

  it('trains on a folder of pictures as on the same pictures in memory', async () => {
    const directory = temporaryDirectory()
    const random = createRandom(0)
    for (let index = 0; index < 30; index++) {
      const folder = join(directory, ['dark', 'grey', 'light'][index % 3]!)
      mkdirSync(folder, { recursive: true })
      const data = Uint8Array.from({ length: 48 }, () => random.integer(0, 80) + 80 * (index % 3))
      writeFileSync(join(folder, `${index}.png`), encode({ width: 4, height: 4, channels: 3, depth: 8, data }))
    }
    const named = ({ images, labels }: ImageSet) => ({
      x: { shape: images.shape, data: Float32Array.from(images.data, (brightness) => brightness / 255) },
      y: labels,
    })
    const size = [4, 4] as const
    const photos = await streamImageFolder(directory, { size, batchSize: 8, seed: 7 })
    const model = classifier([4, 4, 3])
    const streamed = await fit(model, mapBatches(photos, named), { epochs: 60, seed: 7 })
    const all = named(await loadImageFolder(directory, { size }))
    expect(streamed).toEqual(await fit(classifier([4, 4, 3]), all, { epochs: 60, seed: 7, batchSize: 8 }))
    expect((await evaluate(model, all)).accuracy).toBeGreaterThan(0.9)
  })

  it('holds no more of many batches than of few', async () => {
    const [width, batchSize] = [2000, 16]
    const peakOf = async (batches: number): Promise<number> => {
      const model = classifier([width])
      const stream: BatchStream<LabelledData> = {
        rows: batches * batchSize,
        batchSize,
        async *epoch() {
          for (let step = 0; step < batches; step++) {
            const data = new Float32Array(batchSize * width).fill(step / batches)
            yield { x: { shape: [batchSize, width], data }, y: Int32Array.from({ length: batchSize }, () => step % 3) }
          }
        },
      }
      await fit(model, stream, { epochs: 1, seed: 0 })
      const before = tf.memory().numBytes
      let peak = 0
      const onBatchBegin = (): void => {
        peak = Math.max(peak, tf.memory().numBytes - before)
      }
      await fit(model, stream, { epochs: 2, seed: 0, validation: stream, callbacks: [{ onBatchBegin }] })
      model.dispose()
      return peak
    }
    const [few, many] = [await peakOf(3), await peakOf(60)]
    expect(few).toBeGreaterThanOrEqual(batchSize * width * 4)
    // What is kept of a row until its epoch ends are the target and three outputs, and of a step the loss.
    expect(many - few).toBeLessThanOrEqual(57 * (batchSize * 4 + 1) * 4)
  })

  it.each([undefined, 7])(
    'gives the digits of large rows in memory, held once and in a batch, with order %s',
    async (seed) => {
      const [rows, width, batchSize] = [540, 8000, 50]
      const data = Float32Array.from({ length: rows * width }, (_, place) => Math.sin(place))
      const target = (row: number): number => row % 3
      const before = tf.memory().numBytes
      let peak = 0
      const onBatchBegin = (): void => {
        peak = Math.max(peak, tf.memory().numBytes - before)
      }
      const held = await fit(
        classifier([width]),
        { x: { shape: [rows, width], data }, y: Array.from({ length: rows }, (_, row) => target(row)) },
        { epochs: 2, batchSize, seed: 7, shuffle: seed !== undefined, callbacks: [{ onBatchBegin }] },
      )
      expect(peak).toBeLessThan(1.2 * 4 * rows * width)
      const stream: BatchStream<LabelledData> = {
        rows,
        batchSize,
        async *epoch(index) {
          const random = createRandom(seed ?? 0)
          let order = Array.from({ length: rows }, (_, row) => row)
          for (let epoch = 0; seed !== undefined && epoch <= index; epoch++) order = random.permutation(rows)
          for (let from = 0; from < rows; from += batchSize) {
            const part = order.slice(from, from + batchSize)
            const x = new Float32Array(part.length * width)
            for (const [place, row] of part.entries())
              x.set(data.subarray(row * width, (row + 1) * width), place * width)
            yield { x: { shape: [part.length, width], data: x }, y: part.map(target) }
          }
        },
      }
      expect(await fit(classifier([width]), stream, { epochs: 2, seed: 7 })).toEqual(held)
    },
  )

  it('leaks nothing, whether it ends, fails or is stopped', async () => {
    const model = classifier()
    await fit(model, streamOf(), { epochs: 1, seed: 0 })
    let ends = 0
    const onEnd = (): void => {
      ends++
    }
    await expectNoLeaks(async () => {
      await fit(model, streamOf(1, { onEnd }), { epochs: 2, seed: 0, validation: streamOf() })
      expect(ends).toBe(2)
      const stop = new AbortController()
      const stopping = streamOf(1, { onEnd, onBatch: () => stop.abort(new Error('enough')) })
      await expect(fit(model, stopping, { epochs: 2, seed: 0, signal: stop.signal })).rejects.toThrow('enough')
      expect(ends).toBe(3)
      const wrong = mapBatches(streamOf(), (batch, { step }) => (step === 3 ? { ...batch, y: [9] } : batch))
      await expect(fit(model, wrong, { epochs: 1, seed: 0 })).rejects.toThrow('received 8 rows of x and 1 of y')
      await expect(fit(model, streamOf(), { epochs: 1, seed: 0, validation: wrong })).rejects.toThrow('fit: validation')
      await expect(evaluate(model, wrong)).rejects.toThrow('evaluate: expected x and y of the same length')
      await evaluate(model, streamOf())
      await predict(model, streamOf())
    })
  })

  it.each([
    ['fewer batches', { ...streamOf(), rows: 60 }, 'fit: expected 8 rows in batch 6 of the stream, received 2.'],
    ['more batches', { ...streamOf(), rows: 16 }, 'fit: expected no rows in batch 2 of the stream, received 8.'],
    ['no batch', { rows: 16, batchSize: 8, async *epoch() {} }, 'fit: expected 2 batches of the stream, received 0.'],
    ['no length', { ...streamOf(), rows: Number.NaN }, 'received rows=NaN.'],
  ])('refuses a stream of %s than it says', async (_, stream, message) => {
    await expect(fit(classifier(), stream as BatchStream<LabelledData>, { epochs: 1, seed: 0 })).rejects.toThrow(
      message,
    )
  })

  it.each([{ batchSize: 32 }, { shuffle: false }, { sampleWeight: [1] }])(
    'refuses %j with a stream',
    async (option) => {
      await expect(fit(classifier(), streamOf(), { epochs: 1, seed: 0, ...option })).rejects.toThrow(
        `fit: expected no ${Object.keys(option)[0]} with a stream`,
      )
    },
  )
})

describe('evaluate and predict on a stream', () => {
  it('give what they give in memory', async () => {
    const model = classifier()
    await fit(model, { x, y }, { epochs: 3, seed: 0 })
    expect(await evaluate(model, streamOf())).toEqual(await evaluate(model, { x, y }))
    expect(await predict(model, streamOf())).toEqual(await predict(model, x))
    const classes = ['a', 'b', 'c']
    expect(await predictClasses(model, streamOf(), { classes })).toEqual(await predictClasses(model, x, { classes }))
  })
})
