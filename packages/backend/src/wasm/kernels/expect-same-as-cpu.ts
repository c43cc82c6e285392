import { setBackend, type Tensor, tidy } from '@tensorflow/tfjs-core'
import { expect } from 'vitest'

/**
 * Test helper: runs `body` on the cpu backend and on wasm, and expects the same shapes and numbers, to `tolerance` of
 * the largest number. Leaves wasm in force.
 */
export async function expectSameAsCpu(body: () => Tensor[], tolerance = 1e-5): Promise<void> {
  const results = []
  for (const name of ['cpu', 'wasm']) {
    await setBackend(name)
    results.push(
      tidy(() => body().map((tensor) => ({ shape: tensor.shape, values: Float32Array.from(tensor.dataSync()) }))),
    )
  }
  const [wanted, received] = results as [(typeof results)[0], (typeof results)[0]]
  expect(received.map(({ shape }) => shape)).toEqual(wanted.map(({ shape }) => shape))
  wanted.forEach(({ values }, index) => {
    const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-6)
    let worst = 0
    const other = received[index]!.values
    values.forEach((value, at) => {
      const difference = Math.abs(other[at]! - value)
      if (!(difference <= worst)) worst = difference
    })
    expect(worst / largest, `result ${index}`).toBeLessThanOrEqual(tolerance)
  })
}

/** Numbers between −1 and 1 that look random and are the same each time. */
export function numbers(size: number, seed: number): Float32Array {
  let state = (seed * 2654435761 + 1) | 0
  return Float32Array.from({ length: size }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0
    return state / 2 ** 31
  })
}
