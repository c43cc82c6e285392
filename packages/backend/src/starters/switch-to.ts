import { getBackend, ready, setBackend } from '@tensorflow/tfjs-core'

/**
 * Puts a registered tfjs backend in force, and makes sure that it is.
 *
 * @throws Error if tfjs does not switch; tfjs itself only returns false and keeps reporting the wanted name.
 */
export async function switchTo(name: string): Promise<void> {
  const before = getBackend()
  if (!(await setBackend(name)) || getBackend() !== name) {
    if (before && before !== name) await setBackend(before)
    throw new Error(`TensorFlow.js could not start its ${name} backend.`)
  }
  await ready()
}
