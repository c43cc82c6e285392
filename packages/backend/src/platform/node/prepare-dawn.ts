import { isSoftware, softwareOnly } from '../../select/is-software.ts'
import { findLibrary } from './find-library.ts'
import { hasVulkanDriver } from './has-vulkan-driver.ts'
import { findOptional, importOptional } from './import-optional.ts'
import { probeAdapter } from './probe-adapter.ts'

/** The npm package `webgpu`: Dawn, the WebGPU of Chromium, for Node. */
type Dawn = { create(options: readonly string[]): object; globals: object }

/**
 * Gives Node the `navigator.gpu` of a browser.
 *
 * @param asked Whether the user named this device: then Dawn looks for a driver even where none is to be seen.
 * @throws Error if `webgpu` is not installed, or if Linux has no Vulkan loader, no driver, or only one that plays a GPU on
 * the processor: Dawn and the driver would print about it.
 */
export async function prepareDawn(asked: boolean, power: 'high' | 'low'): Promise<void> {
  const { navigator } = globalThis as { navigator?: { gpu?: object } }
  if (navigator?.gpu !== undefined) return
  const address = findOptional('webgpu')
  if (process.platform === 'linux' && findLibrary('libvulkan.so.1') === undefined) {
    throw new Error('Linux reaches GPUs by Vulkan, and its loader is not there. To add it: apt-get install libvulkan1')
  }
  if (process.platform === 'linux' && !asked && !hasVulkanDriver()) {
    throw new Error("No GPU was found: Linux has no Vulkan driver. Install the graphics card's, with its Vulkan part.")
  }
  if (process.platform === 'linux' && !asked) {
    const adapter = await probeAdapter(address, power)
    if (adapter === undefined) {
      throw new Error("No GPU was found. Install the graphics card's driver (on Linux its Vulkan part too).")
    }
    if (isSoftware(adapter)) throw softwareOnly(adapter)
  }
  const { create, globals } = (await importOptional('webgpu')) as Dawn
  Object.assign(globalThis, globals)
  const gpu = { value: create([]), configurable: true, enumerable: true }
  if (navigator === undefined) Object.defineProperty(globalThis, 'navigator', { value: {}, configurable: true })
  Object.defineProperty(globalThis.navigator, 'gpu', gpu)
}
