import { engine, getBackend, ready, registerBackend, removeBackend, setBackend } from '@tensorflow/tfjs-core'

/**
 * Activates a registered tfjs backend, and makes sure that it is active.
 *
 * @throws Error if tfjs does not switch; tfjs itself only returns false and keeps reporting the wanted name.
 */
export async function switchTo(name: string): Promise<void> {
  const before = engine().backendName
  if (!(await setBackend(name)) || getBackend() !== name) {
    if (before && before !== name) await setBackend(before)
    throw new Error(`TensorFlow.js could not start its ${name} backend.`)
  }
  await ready()
}

/** Throws a backend away, with the tensors that live on it, so that the next {@link switchTo} starts it anew. */
export function restartBackend(name: string): void {
  const { factory, priority } = engine().registryFactory[name]!
  removeBackend(name)
  registerBackend(name, factory, priority)
}
