import { memory } from '@tensorflow/tfjs-core'
import { expect } from 'vitest'

/**
 * Runs `body` and fails when the number of live tensors afterwards differs from before.
 *
 * @param body What is under test; it must dispose of every tensor it was given to own.
 * @param kept How many tensors `body` is meant to leave alive. Defaults to 0.
 */
export async function expectNoLeaks<Result>(body: () => Result | Promise<Result>, kept = 0): Promise<Result> {
  const before = memory().numTensors
  const result = await body()
  expect(memory().numTensors - before, 'tensors left alive').toBe(kept)
  return result
}
