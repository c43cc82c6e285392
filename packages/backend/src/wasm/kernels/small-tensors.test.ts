import { expectNoLeaks } from '@dlw/testing'
import * as tf from '@tensorflow/tfjs-core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { useBackend } from '../../select/use-backend.ts'

const random = (size: number, seed: number) =>
  Float32Array.from({ length: size }, (_, index) => Math.sin(seed + 12.9898 * (index + 1)) * 3)

async function onBoth(compute: () => tf.Tensor): Promise<[Float32Array, Float32Array]> {
  const results: Float32Array[] = []
  for (const prefer of ['cpu', 'wasm'] as const) {
    await useBackend({ prefer })
    const tensor = tf.tidy(compute)
    results.push(tensor.dataSync<'float32'>())
    tensor.dispose()
  }
  return results as [Float32Array, Float32Array]
}

const unary: Record<string, (x: tf.Tensor) => tf.Tensor> = {
  exp: tf.exp,
  log: (x) => tf.log(tf.abs(x)),
  softmax: (x) => tf.softmax(x),
  logSoftmax: (x) => tf.logSoftmax(x),
  sigmoid: tf.sigmoid,
  tanh: tf.tanh,
  elu: tf.elu,
  softplus: tf.softplus,
  'sum over rows': (x) => tf.sum(x, 0),
  'sum over columns': (x) => tf.sum(x, -1, true),
  mean: (x) => tf.mean(x),
  pow: (x) => tf.pow(tf.abs(x), 1.7),
}

describe('small tensors', () => {
  it.each(Object.entries(unary))('%s has the same bits on cpu and wasm', async (_, operation) => {
    const [cpu, wasm] = await onBoth(() => operation(tf.tensor2d(random(33 * 7, 1), [33, 7])))
    expect(wasm).toEqual(cpu)
  })

  it('a matrix product has the same bits on cpu and wasm, transposed or not', async () => {
    const size = fc.integer({ min: 1, max: 24 })
    await fc.assert(
      fc.asyncProperty(size, size, size, fc.boolean(), fc.boolean(), async (m, k, n, transposeA, transposeB) => {
        const [cpu, wasm] = await onBoth(() =>
          tf.matMul(
            tf.tensor2d(random(m * k, m), transposeA ? [k, m] : [m, k]),
            tf.tensor2d(random(k * n, n), transposeB ? [n, k] : [k, n]),
            transposeA,
            transposeB,
          ),
        )
        expect(wasm).toEqual(cpu)
      }),
      { numRuns: 40, seed: 1 },
    )
  })

  it('large tensors still take the SIMD kernels, and agree to 1e-5', async () => {
    const [cpu, wasm] = await onBoth(() =>
      tf.matMul(tf.tensor2d(random(200 * 300, 2), [200, 300]), tf.tensor2d(random(300 * 100, 3), [300, 100])),
    )
    const scale = Math.max(...cpu.map(Math.abs))
    expect(Math.max(...wasm.map((value, index) => Math.abs(value - cpu[index]!)))).toBeLessThan(1e-5 * scale)
  })

  it('leave no tensor and no data behind', async () => {
    await useBackend({ prefer: 'wasm' })
    const { numDataBuffers } = tf.memory()
    await expectNoLeaks(() => {
      for (let run = 0; run < 100; run += 1) {
        tf.tidy(() => {
          const x = tf.tensor2d(random(12, run), [4, 3])
          return tf.sum(tf.softmax(tf.matMul(x, x, false, true)))
        }).dispose()
      }
    })
    expect(tf.memory().numDataBuffers).toBe(numDataBuffers)
  })
})
