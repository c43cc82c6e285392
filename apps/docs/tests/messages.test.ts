import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Message, readMessage, readOrder } from '../src/live/messages.ts'
import { readRequest } from '../src/reader/request.ts'

const matrix = { classes: ['a', 'b'], counts: [[1, 0], [0, 2]] } // biome-ignore format: a matrix
const good: Message[] = [
  { type: 'backend', name: 'wasm', device: 'CPU', tried: [{ name: 'wasm', ok: true, reason: '', milliseconds: 3 }] },
  { type: 'say', text: 'Hello' },
  { type: 'print', lines: ['1', '2'], dropped: 0 },
  { type: 'epoch', training: 'raw features', epoch: 4, epochs: 5, loss: Number.NaN, validation: 2, kernels: [[1, -1]] },
  { type: 'score', training: 'raw features', seed: 29, value: 0.5 },
  {
    type: 'done',
    seconds: 1.5,
    results: {
      matrix,
      refinedMatrix: matrix,
      pictures: { size: 1, data: [1, 2, 3] },
      actual: ['a'],
      predicted: ['b'],
      places: [{ x: 0, y: -1, label: 'a' }],
      network: {
        inputs: [{ name: 'mass', least: 0, most: 2, median: 1, offset: 1, scale: 1 }],
        layers: [{ kernel: [1, -1], bias: [0, 0] }],
        classes: ['a', 'b'],
      },
    },
  },
  { type: 'outcome', passed: false, message: 'Not this.' },
  { type: 'error', message: 'It broke.' },
]

describe('what a worker says', () => {
  it.each(good)('is heard as it is: $type', (message) => {
    expect(readMessage(structuredClone(message))).toEqual(message)
  })

  it.each([
    undefined,
    null,
    'done',
    [],
    {},
    { type: 'constructor' },
    { type: 'say' },
    { type: 'say', text: { toString: () => '<b>' } },
    { type: 'print', lines: 'x', dropped: 0 },
    { type: 'print', lines: Array.from({ length: 1001 }, () => ''), dropped: 0 },
    { type: 'print', lines: [], dropped: -1 },
    { type: 'epoch', training: 'raw features', epoch: 5, epochs: 5, loss: 1 },
    { type: 'epoch', training: 1, epoch: 0, epochs: 5, loss: 1 },
    { type: 'epoch', training: 'raw features', epoch: 0.5, epochs: 5, loss: 1 },
    { type: 'epoch', training: 'raw features', epoch: 0, epochs: 5, loss: '1' },
    { type: 'score', training: 'raw features', seed: -1, value: 0.5 },
    { type: 'score', training: 'raw features', seed: 0, value: Number.NaN },
    { type: 'done', seconds: Number.NaN, results: {} },
    { type: 'done', seconds: 1, results: null },
    { type: 'outcome', passed: 1, message: '' },
    { type: 'backend', name: 'x'.repeat(300), device: '', tried: [] },
  ])('is not heard where it is nothing that a worker says: %#', (value) => {
    expect(readMessage(value)).toBeUndefined()
  })

  it.each([
    ['matrix', { ...matrix, counts: [[1]] }],
    ['matrix', { ...matrix, classes: [1, 2] }],
    ['pictures', { size: 2, data: [1, 2, 3] }],
    ['pictures', { size: 0, data: [] }],
    ['places', [{ x: Number.NaN, y: 0, label: 'a' }]],
    ['actual', 'abc'],
  ])('leaves out of the results what cannot be shown: %s %#', (name, value) => {
    expect(readMessage({ type: 'done', seconds: 1, results: { [name]: value, more: 1 } })).toEqual({
      type: 'done',
      seconds: 1,
      results: {},
    })
  })

  it('never throws, and what it lets through it lets through again unchanged', () => {
    const seeds = good.map((message) => fc.constant<unknown>(message))
    const damaged = fc
      .tuple(
        fc.oneof(...seeds),
        fc.string(),
        fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true }),
      )
      .map(([message, key, value]) => {
        const copy = structuredClone(message) as Record<string, unknown>
        const names = Object.keys(copy)
        copy[key.length % 2 === 0 ? names[key.length % names.length]! : key] = value
        return copy
      })
    fc.assert(
      fc.property(fc.oneof(fc.anything({ withNullPrototype: true }), damaged), (value) => {
        const read = readMessage(value)
        if (read !== undefined) expect(readMessage(structuredClone(read))).toEqual(read)
      }),
      { numRuns: 5000, seed: 16 },
    )
  })

  it('a getter or a proxy that throws is nothing that a worker says', () => {
    const throwing = {
      get type(): string {
        throw new Error('no')
      },
    }
    expect(readMessage(throwing)).toBeUndefined()
    expect(readRequest(new Proxy({}, { get: () => { throw new Error('no') } }))).toBeUndefined() // biome-ignore format: short
  })

  it('does not reach the prototype of anything', () => {
    const hostile = JSON.parse(
      '{"type":"done","seconds":1,"results":{"__proto__":{"polluted":1},"matrix":{"__proto__":{"x":1},"classes":[],"counts":[]}}}',
    )
    readMessage(hostile)
    expect(({} as { polluted?: number }).polluted).toBeUndefined()
  })
})

describe('what the page asks of the reader’s worker', () => {
  const start = { program: 'penguins', seed: 0, prefer: 'wasm', epochs: 100, data: undefined, weights: undefined }

  it.each([
    { kind: 'cell', start, source: 'const x = 1' },
    { kind: 'exercise', exercise: 'introduction/neuron', source: '' },
  ] as const)('is read as it is: $kind', (order) => {
    expect(readOrder(structuredClone(order))).toEqual(order)
  })

  it.each([
    null,
    {},
    { kind: 'cell', source: '' },
    { kind: 'cell', start: { ...start, epochs: -1 }, source: '' },
    { kind: 'exercise', exercise: 1, source: '' },
    { kind: 'exercise', exercise: 'a/b', source: 'x'.repeat(1_000_001) },
  ])('is an error where it is nothing that a page asks: %#', (order) => {
    expect(() => readOrder(order)).toThrow(TypeError)
  })
})

describe('what the reader’s worker asks for', () => {
  it.each([
    { type: 'files', id: 1, names: ['reader.js'] },
    { type: 'fetch', id: 2, address: '/data/weather/x.csv', headOnly: false },
  ] as const)('is read as it is: $type', (request) => {
    expect(readRequest(structuredClone(request))).toEqual(request)
  })

  it.each([null, { type: 'files', id: 1, names: [1] }, { type: 'fetch', id: 1, address: '/x' }, { type: 'say' }])(
    'is not heard where it is no such thing: %#',
    (value) => {
      expect(readRequest(value)).toBeUndefined()
    },
  )
})
