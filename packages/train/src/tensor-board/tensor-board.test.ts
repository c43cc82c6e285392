import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expectNoLeaks, temporaryDirectory } from '@dlw/testing'
import * as tf from '@tensorflow/tfjs-core'
import { type LayersModel, layers, sequential } from '@tensorflow/tfjs-layers'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { onEpoch } from '../callbacks/on-epoch.ts'
import { compile } from '../compile/compile.ts'
import { fit } from '../loop/fit.ts'
import { crc32c } from './crc32c.ts'
import { eventWriter } from './event-writer.ts'
import { type EventFile, parseEvents } from './parse-events.ts'
import { message, parseMessage } from './protobuf.ts'
import { formatRecord, parseRecords } from './records.ts'
import { tensorBoard } from './tensor-board.ts'

/** A Python with TensorBoard; without one our own reader checks alone. */
const python = process.env.DLW_PYTHON
const script = fileURLToPath(new URL('../../test/read_events.py', import.meta.url))

/** One grey pixel. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64',
)
const x = [[0], [1], [2], [3]]
const y = [1, 3, 5, 7]

beforeAll(async () => {
  await tf.setBackend('cpu')
})

const network = (): LayersModel => {
  const model = sequential({
    layers: [layers.dense({ units: 2, inputShape: [1], name: 'hidden' }), layers.dense({ units: 1, name: 'out' })],
  })
  compile(model, { loss: 'mse', metrics: ['mae'], optimizer: 'sgd' })
  return model
}

function fileIn(folder: string): string {
  const [name, ...others] = readdirSync(folder)
  expect(others).toEqual([])
  expect(name).toMatch(/^events\.out\.tfevents\.\d+\..*\.v2$/)
  return join(folder, name!)
}
const eventsIn = (folder: string): EventFile => parseEvents(readFileSync(fileIn(folder)))
const scalars = ({ events }: EventFile): Record<string, number[]> => {
  const found: Record<string, number[]> = {}
  for (const { tag, step, values, plugin } of events) {
    if (plugin !== 'scalars') continue
    found[tag] ??= []
    found[tag][step] = (values as number[])[0]!
  }
  return found
}

describe('tensorBoard', () => {
  it('writes the runs, tags and values of Keras', async () => {
    const folder = join(temporaryDirectory(), 'logs', 'run')
    const model = network()
    await fit(model, { x, y }, { epochs: 1, seed: 0 })
    compile(model, { loss: 'mse', metrics: ['mae'], optimizer: 'sgd' })
    const callback = tensorBoard(folder, {
      histogramFrequency: 2,
      hyperParameters: { rate: 0.01, kind: 'sgd', deep: false },
    })
    const history = await expectNoLeaks(() =>
      fit(model, { x, y }, { epochs: 3, seed: 0, batchSize: 2, validation: { x, y }, callbacks: [callback] }),
    )
    expect(readdirSync(folder).sort()).toEqual(['train', 'validation'])
    const train = eventsIn(join(folder, 'train'))
    const single = (values: number[]): number[] => values.map(Math.fround)
    expect(scalars(train)).toEqual({
      epoch_loss: single(history.metrics.loss!),
      epoch_mae: single(history.metrics.mae!),
      epoch_learning_rate: single([0.01, 0.01, 0.01]),
    })
    const loss = single(history.metrics.val_loss!)
    const held = scalars(eventsIn(join(folder, 'validation')))
    expect(held.epoch_loss).toEqual(loss)
    expect(Object.keys(held).sort()).toEqual([
      'epoch_loss',
      'epoch_mae',
      'evaluation_loss_vs_iterations',
      'evaluation_mae_vs_iterations',
    ])
    expect([2, 4, 6].map((step) => held.evaluation_loss_vs_iterations![step])).toEqual(loss)
    expect(train.graph).toEqual([
      { name: 'hidden', operation: 'Dense', inputs: expect.any(Array) },
      { name: 'out', operation: 'Dense', inputs: ['hidden'] },
    ])
    const histograms = train.events.filter(({ plugin }) => plugin === 'histograms')
    expect(histograms.map(({ tag, step }) => `${tag} ${step}`)).toEqual(
      [0, 2].flatMap((step) =>
        ['hidden/kernel', 'hidden/bias', 'out/kernel', 'out/bias'].map((name) => `${name}/histogram ${step}`),
      ),
    )
  })

  it('leaves whole files when a training fails', async () => {
    const folder = temporaryDirectory()
    const broken = onEpoch((epoch) => {
      if (epoch === 2) throw new Error('broken')
    })
    const callbacks = [tensorBoard(folder), broken]
    await expect(fit(network(), { x, y }, { epochs: 5, seed: 0, callbacks })).rejects.toThrow('broken')
    expect(scalars(eventsIn(join(folder, 'train'))).epoch_loss).toHaveLength(3)
  })

  it('says what is in the way when the folder is a file', async () => {
    const folder = join(temporaryDirectory(), 'logs')
    writeFileSync(folder, '')
    const training = fit(network(), { x, y }, { epochs: 1, seed: 0, callbacks: [tensorBoard(folder)] })
    await expect(training).rejects.toThrow(/^eventWriter: cannot write .*ENOTDIR|EEXIST/)
  })

  it('refuses a negative frequency', () => {
    expect(() => tensorBoard('logs', { histogramFrequency: -1 })).toThrowErrorMatchingInlineSnapshot(
      `[RangeError: tensorBoard: expected an integer of at least 0, received histogramFrequency=-1. Pass for example 10.]`,
    )
  })
})

describe('eventWriter', () => {
  it('writes text, pictures and histograms that parseEvents reads', async () => {
    const folder = temporaryDirectory()
    const writer = await eventWriter(folder)
    writer.text('note', '# Größe', 3)
    writer.image('picture', png, 4)
    writer.histogram('spread', [0, 1, 1, 3, Number.NaN], 5)
    writer.histogram('constant', [2, 2], 5)
    writer.histogram('empty', [], 5)
    expect(() => writer.image('picture', new Uint8Array(30), 0)).toThrowErrorMatchingInlineSnapshot(
      `[TypeError: image: expected the bytes of a PNG file, received others. Make them with toPng of @dlw/viz.]`,
    )
    await writer.flush()
    const [note, picture, spread, constant, empty] = eventsIn(folder).events
    expect(note).toMatchObject({ tag: 'note', step: 3, plugin: 'text', shape: [] })
    expect(new TextDecoder().decode(note!.values[0] as Uint8Array)).toBe('# Größe')
    expect(picture).toMatchObject({ tag: 'picture', step: 4, plugin: 'images', shape: [3] })
    expect((picture!.values as Uint8Array[]).slice(0, 2).map((bytes) => new TextDecoder().decode(bytes))).toEqual([
      '1',
      '1',
    ])
    expect(Buffer.from(picture!.values[2] as Uint8Array)).toEqual(png)
    expect(spread).toMatchObject({ plugin: 'histograms', shape: [30, 3] })
    const counts = (spread!.values as number[]).filter((_, index) => index % 3 === 2)
    expect([counts[0], counts[10], counts[29]]).toEqual([1, 2, 1])
    expect(counts.reduce((sum, count) => sum + count)).toBe(4)
    expect(constant!.values).toEqual([1.5, 2.5, 2])
    expect(empty).toMatchObject({ shape: [0, 3], values: [] })
  })

  it('reads a file that a crash cut off up to the last whole event', async () => {
    const folder = temporaryDirectory()
    const writer = await eventWriter(folder)
    for (const step of [0, 1, 2]) writer.scalar('loss', step, step)
    await writer.flush()
    truncateSync(writer.path, readFileSync(writer.path).length - 5)
    expect(scalars(eventsIn(folder))).toEqual({ loss: [0, 1] })
  })

  it('refuses damaged and foreign files', async () => {
    const writer = await eventWriter(temporaryDirectory())
    writer.scalar('loss', 1, 0)
    await writer.flush()
    const bytes = readFileSync(writer.path)
    bytes[bytes.length - 8]! ^= 1
    expect(() => parseEvents(bytes)).toThrow(/^parseEvents: expected a record with its checksum/)
    expect(() => parseEvents(new Uint8Array(0))).toThrow(/^parseEvents: expected an event file/)
  })

  it('refuses records whose messages are damaged under a right checksum, and nothing else', async () => {
    const writer = await eventWriter(temporaryDirectory())
    writer.histogram('spread', [0, 1, 3], 5)
    writer.text('note', 'text', 6)
    writer.graph(network())
    await writer.flush()
    const records = parseRecords(readFileSync(writer.path))
    let refused = 0
    for (const [index, record] of records.entries()) {
      for (let at = 0; at < record.length; at++) {
        for (const change of [0xff, record[at]! ^ 1, record[at]! ^ 128]) {
          const other = Uint8Array.from(record)
          other[at] = change
          const parts = records.map((part, place) => formatRecord(place === index ? other : part))
          try {
            const { events } = parseEvents(Buffer.concat(parts))
            for (const { values, shape } of events) {
              expect(values).toHaveLength(shape.reduce((size, length) => size * length, 1))
            }
          } catch (error) {
            expect((error as Error).message).toMatch(/^parseEvents: expected /)
            refused++
          }
        }
      }
    }
    expect(refused).toBeGreaterThan(100)
  })

  it.skipIf(!existsSync('/dev/full'))(
    'says that a disk is full, and may be flushed again (needs /dev/full)',
    async () => {
      const { symlinkSync, rmSync } = await import('node:fs')
      const writer = await eventWriter(temporaryDirectory())
      rmSync(writer.path)
      symlinkSync('/dev/full', writer.path)
      writer.scalar('loss', 1, 0)
      await expect(writer.flush()).rejects.toThrow(/^eventWriter: cannot write .*ENOSPC/)
      rmSync(writer.path)
      await writer.flush()
      expect(parseRecords(readFileSync(writer.path))).toHaveLength(1)
    },
  )
})

describe('the formats underneath', () => {
  it('crc32c gives the check value of the standard', () => {
    expect(crc32c(new TextEncoder().encode('123456789'))).toBe(0xe3069283)
  })

  it('records of any bytes come back', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array()), (parts) => {
        expect(parseRecords(Buffer.concat(parts.map(formatRecord))).map((part) => [...part])).toEqual(
          parts.map((part) => [...part]),
        )
      }),
    )
  })

  it('messages of any fields come back', () => {
    const number = fc.integer({ min: 1, max: 1000 })
    fc.assert(
      fc.property(
        number,
        fc.maxSafeInteger(),
        number,
        fc.string(),
        number,
        fc.double({ noNaN: true }),
        (a, whole, b, text, c, decimal) => {
          const bytes = message().integer(a, whole).bytes(b, text).double(c, decimal).finish()
          expect(parseMessage(bytes).map((field) => field.number)).toEqual([a, b, c])
          const [first, second, third] = parseMessage(bytes).map((field) => field.value)
          expect(first).toBe(whole)
          expect(new TextDecoder().decode(second as Uint8Array)).toBe(
            new TextDecoder().decode(new TextEncoder().encode(text)),
          )
          expect(Object.is(third, decimal)).toBe(true)
        },
      ),
    )
  })
})

it.skipIf(!python)("TensorBoard's own reader finds what was written (needs DLW_PYTHON with tensorboard)", async () => {
  const folder = temporaryDirectory()
  const callback = tensorBoard(folder, {
    histogramFrequency: 1,
    hyperParameters: { rate: 0.5, kind: 'sgd', deep: true },
  })
  const history = await fit(network(), { x, y }, { epochs: 2, seed: 0, validation: { x, y }, callbacks: [callback] })
  const writer = await eventWriter(join(folder, 'more'))
  writer.text('note', 'text', 1)
  writer.image('picture', png, 2)
  await writer.flush()
  const folders = ['train', 'validation', 'more'].map((run) => join(folder, run))
  const output = execFileSync(python!, [script, ...folders], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  const [train, validation, more] = JSON.parse(output)
  expect(train.tensors.epoch_loss.map(({ values }: { values: number[] }) => values[0])).toEqual(
    history.metrics.loss!.map(Math.fround),
  )
  expect(train.plugins).toMatchObject({
    epoch_loss: 'scalars',
    'hidden/kernel/histogram': 'histograms',
    '_hparams_/session_start_info': 'hparams',
  })
  expect(train.tensors['hidden/kernel/histogram'][0].shape).toEqual([30, 3])
  expect(train.hparams).toEqual({ rate: 0.5, kind: 'sgd', deep: true })
  expect(train.graph.map(({ name }: { name: string }) => name)).toEqual(['hidden', 'out'])
  expect(validation.tensors.epoch_loss[1].values[0]).toBe(Math.fround(history.metrics.val_loss![1]!))
  expect(Buffer.from(more.tensors.note[0].values[0], 'hex').toString()).toBe('text')
  expect(more.tensors.picture[0].values[2]).toBe(png.toString('hex'))
})
