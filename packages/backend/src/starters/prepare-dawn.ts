import { findLibrary } from './find-library.ts'
import { importOptional } from './import-optional.ts'

/** The npm package `webgpu`: Dawn, the WebGPU of Chromium, for Node. */
type Dawn = { create(options: readonly string[]): object; globals: object }

/**
 * Gives Node the `navigator.gpu` of a browser.
 *
 * @throws Error if `webgpu` is not installed, or if Linux has no Vulkan loader (Dawn would only print about it).
 */
export async function prepareDawn(): Promise<void> {
  const { navigator } = globalThis as { navigator?: { gpu?: object } }
  if (navigator?.gpu !== undefined) return
  const { create, globals } = (await importOptional('webgpu')) as Dawn
  if (process.platform === 'linux' && (await findLibrary('libvulkan.so.1')) === undefined) {
    throw new Error('Linux reaches GPUs by Vulkan, and its loader is not there. To add it: apt-get install libvulkan1')
  }
  Object.assign(globalThis, globals)
  const gpu = { value: create([]), configurable: true, enumerable: true }
  if (navigator === undefined) Object.defineProperty(globalThis, 'navigator', { value: {}, configurable: true })
  Object.defineProperty(globalThis.navigator, 'gpu', gpu)
}
