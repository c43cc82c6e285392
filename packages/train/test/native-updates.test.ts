import { useBackend } from '@dlw/backend'
import { type NativeUpdate, nativeUpdate, openWasmBackend } from '@dlw/backend/capture'
import * as tf from '@tensorflow/tfjs-core'
import { afterEach, describe, expect, it } from 'vitest'
import { adagrad } from '../src/optimizers/adagrad.ts'
import { adam, adamW } from '../src/optimizers/adam.ts'
import { rmsprop } from '../src/optimizers/rmsprop.ts'
import type { RuleOptimizer } from '../src/optimizers/rule-optimizer.ts'
import { sgd } from '../src/optimizers/sgd.ts'

const optimizers: Record<string, () => RuleOptimizer> = {
  adam,
  adamW: () => adamW({ learningRate: 0.1, beta1: 0.8, epsilon: 1e-3, weightDecay: 0.3 }),
  sgd,
  momentum: () => sgd({ momentum: 0.9 }),
  nesterov: () => sgd({ momentum: 0.9, nesterov: true, weightDecay: 0.1 }),
  adagrad,
  rmsprop,
  'rmsprop with momentum': () => rmsprop({ momentum: 0.5 }),
  'rmsprop, centred': () => rmsprop({ centered: true }),
  'rmsprop, both': () => rmsprop({ momentum: 0.7, centered: true, rho: 0.8 }),
}

/** Numbers of every size, and some that are none. */
function numbers(size: number, seed: number, special: readonly number[] = []): Float32Array {
  let state = seed * 2654435761 + 1
  const values = Float32Array.from({ length: size }, () => {
    state = (state * 1664525 + 1013904223) % 2 ** 32
    return (state / 2 ** 31 - 1) * 10 ** ((state % 13) - 8)
  })
  values.set(special.slice(0, size))
  return values
}

const special = [0, -0, 1e-45, -1e-38, 3e38, Number.POSITIVE_INFINITY, Number.NaN]

let tensors: tf.Tensor[] = []
let update: NativeUpdate
afterEach(() => {
  update.settle()
  tf.dispose(tensors)
  tensors = []
})

/** Steps of an optimizer on variables of some sizes, in wasm memory by a kernel, and in JavaScript. */
function expectSameBits(optimizer: () => RuleOptimizer, sizes: readonly number[]): void {
  const backend = openWasmBackend()
  if (typeof backend === 'string') throw new Error(backend)
  update = nativeUpdate(backend)!
  const start = sizes.map((size, index) => numbers(size, index + 1, special.toReversed()))
  const plain = start.map((values) => values.slice())
  const made = () => sizes.map((_, index) => tf.tensor1d(start[index]!))
  const [values, gradients] = [made(), made()]
  tensors = [...values, ...gradients]
  const view = (tensor: tf.Tensor): Float32Array =>
    new Float32Array(backend.wasm.HEAPU8.buffer, backend.dataIdMap.get(tensor.dataId).memoryOffset, tensor.size)
  const [native, loops] = [optimizer(), optimizer()]
  for (let step = 0; step < 4; step++) {
    const slopes = sizes.map((size, index) => numbers(size, 100 + 10 * step + index, step === 3 ? special : []))
    for (const [index, slope] of slopes.entries()) view(gradients[index]!).set(slope)
    const named = (name: number) => ({ name: `weight ${name}` })
    const inPlace = values.map((tensor, index) => {
      return { ...named(index), values: view(tensor), gradient: view(gradients[index]!) }
    })
    expect(inPlace[0]!.values.buffer).toBe(backend.wasm.HEAPU8.buffer)
    native.applyInPlace(inPlace, update)
    loops.applyInPlace(slopes.map((gradient, index) => ({ ...named(index), values: plain[index]!, gradient })))
    // Somebody reads the state between two steps.
    if (step === 1) native.slotNumbers()
  }
  const bits = (all: readonly Float32Array[]): boolean[][] =>
    all.map((one, index) => [...one.keys()].flatMap((at) => (Object.is(one[at], plain[index]![at]) ? [] : [false])))
  expect(bits(values.map(view))).toEqual(sizes.map(() => []))
  expect(native.slotNumbers()).toEqual(loops.slotNumbers())
  expect(native.iterations).toBe(4)
  native.dispose()
  loops.dispose()
}

describe.each([1, 2])('on %i threads, a step in wasm has the bits of one in JavaScript', (threads) => {
  it.each(Object.entries(optimizers))('%s', async (_, optimizer) => {
    tf.env().set('PROD', true)
    await useBackend({ prefer: 'wasm', threads })
    expectSameBits(optimizer, [1, 2, 3, 4, 5, 6, 7, 8, 13, 16_384, 16_385, 70_003])
  })

  it('when memory grows on the way', async () => {
    await useBackend({ prefer: 'wasm', threads })
    expectSameBits(adam, [5, 2_000_001, 7])
  })
})

it('is done in JavaScript when numbers are not in wasm memory, or gradients are clipped', async () => {
  await useBackend({ prefer: 'wasm', threads: 1 })
  update = nativeUpdate(openWasmBackend() as Exclude<ReturnType<typeof openWasmBackend>, string>)!
  const one = (optimizer: RuleOptimizer, native?: NativeUpdate): Float32Array => {
    const part = { name: 'w', values: Float32Array.of(1, 2), gradient: Float32Array.of(3, 4) }
    optimizer.applyInPlace([part], native)
    optimizer.dispose()
    return part.values
  }
  for (const optimizer of [adam, () => adam({ clipNorm: 1 })]) {
    expect(one(optimizer(), update)).toEqual(one(optimizer()))
  }
})
