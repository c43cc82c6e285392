import { truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryDirectory } from '@dlw/testing'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import { describe, expect, it } from 'vitest'
import { denseNetwork } from '../builders/dense-network.ts'
import { formatSafetensors, type NamedArray, parseSafetensors } from './safetensors.ts'
import { loadWeights, namedArrays } from './weights-file.ts'

/** A file with this header and so many bytes of values. */
function file(header: unknown, size: number): Uint8Array {
  const text = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header))
  const bytes = new Uint8Array(8 + text.length + size)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true)
  bytes.set(text, 8)
  return bytes
}
const entry = (from: number, to: number, shape: unknown = [(to - from) / 4], dtype = 'F32') => ({
  dtype,
  shape,
  data_offsets: [from, to],
})

describe('parseSafetensors', () => {
  it('reads arrays that fill the file, in any order, and none', () => {
    const { arrays } = parseSafetensors(file({ b: entry(8, 12), a: entry(0, 8, [2, 1]) }, 12))
    expect(arrays.map(({ name, shape }) => [name, shape])).toEqual([
      ['b', [1]],
      ['a', [2, 1]],
    ])
    expect(parseSafetensors(file({}, 0))).toEqual({ arrays: [], metadata: {} })
    expect(parseSafetensors(file({ a: entry(0, 0, [0]) }, 0)).arrays[0]!.values.length).toBe(0)
  })

  it.each<[string, Uint8Array]>([
    ['nothing', new Uint8Array(0)],
    ['a header longer than the file', file({}, 0).fill(255, 0, 8)],
    ['a header that is no JSON', file('{"a":', 0)],
    ['a header that is a list', file([], 0)],
    ['a header that is null', file('null', 0)],
    ['a header that is no UTF-8', file({ a: 1 }, 0).fill(0xff, 9, 11)],
    ['an entry that is null', file({ a: null }, 0)],
    ['an entry without a place', file({ a: { dtype: 'F32', shape: [1] } }, 4)],
    ['negative offsets', file({ a: { dtype: 'F32', shape: [1], data_offsets: [-4, 0] } }, 4)],
    ['offsets the wrong way round', file({ a: entry(4, 0, [1]) }, 4)],
    ['offsets that are texts', file({ a: { dtype: 'F32', shape: [1], data_offsets: ['0', '4'] } }, 4)],
    ['offsets that are no integers', file({ a: { dtype: 'F32', shape: [1], data_offsets: [0.5, 4.5] } }, 5)],
    ['a shape that does not fit', file({ a: entry(0, 4, [2]) }, 4)],
    ['a negative shape', file({ a: entry(0, 4, [-1, -1]) }, 4)],
    ['an endless shape', file({ a: entry(0, 4, [2 ** 52, 2 ** 52]) }, 4)],
    ['another type', file({ a: entry(0, 4, [4], 'F8_E4M3') }, 4)],
    ['values beyond the file', file({ a: entry(0, 8) }, 4)],
    ['an overlap', file({ a: entry(0, 8), b: entry(4, 8) }, 8)],
    ['a gap', file({ a: entry(0, 4), b: entry(8, 12) }, 12)],
    ['bytes that follow', file({ a: entry(0, 4) }, 5)],
    ['metadata that is no text', file({ __metadata__: { epoch: 3 } }, 0)],
  ])('throws for %s', (_, bytes) => {
    expect(() => parseSafetensors(bytes)).toThrow(/^parseSafetensors: expected .*, received .*\. /)
  })

  it('keeps what looks like a prototype a name', () => {
    const { arrays } = parseSafetensors(file(`{"__proto__":${JSON.stringify(entry(0, 4))}}`, 4))
    expect(arrays[0]!.name).toBe('__proto__')
    expect(({} as { dtype?: unknown }).dtype).toBeUndefined()
    const values = Float32Array.of(1)
    expect(parseSafetensors(formatSafetensors({ arrays: [{ name: 'a', shape: [1], values }], metadata: {} }))).toEqual({
      arrays: [{ name: 'a', shape: [1], values }],
      metadata: {},
    })
  })
})

describe('loadWeights', () => {
  const network = () => denseNetwork({ inputs: 2, hidden: [2], outputs: 2, seed: 0 })
  const written = async (change: (arrays: NamedArray[]) => NamedArray[]): Promise<string> => {
    const path = join(temporaryDirectory(), 'weights.safetensors')
    writeFileSync(path, formatSafetensors({ arrays: change(await namedArrays(network())), metadata: {} }))
    return path
  }
  const values = (model: LayersModel) => model.getWeights().map((weight) => [...weight.dataSync()])

  it('throws for weights that are not finite and leaves the model, unless asked to load them', async () => {
    const path = await written((arrays) => {
      arrays[2]!.values[1] = Number.NaN
      return arrays
    })
    const model = denseNetwork({ inputs: 2, hidden: [2], outputs: 2, seed: 1 })
    const before = values(model)
    await expect(loadWeights(model, path)).rejects.toThrow(
      /^loadWeights: expected finite weights, received path=.*weights\.safetensors, whose 2\/.* is not\. Its training diverged/,
    )
    expect(values(model)).toEqual(before)
    await loadWeights(model, path, { allowNonFinite: true })
    expect(values(model)[2]![1]).toBeNaN()
    await expect(loadWeights(model, path, { allowNonfinite: true } as never)).rejects.toThrow('Did you mean')
  })

  it('reads arrays that another program has sorted by name', async () => {
    const path = await written((arrays) => arrays.toReversed())
    const model = denseNetwork({ inputs: 2, hidden: [2], outputs: 2, seed: 1 })
    await loadWeights(model, path)
    expect(values(model)).toEqual(values(network()))
  })

  it('names the file that is damaged', async () => {
    const path = await written((arrays) => arrays)
    truncateSync(path, 40)
    await expect(loadWeights(network(), path)).rejects.toThrow(
      /^loadWeights: expected a whole file of weights, received path=.*: parseSafetensors: expected a whole safetensors/,
    )
  })
})
