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
  if (process.platform === 'linux' && !(await hasVulkan())) {
    throw new Error('Linux reaches GPUs by Vulkan, and its loader is not there. To add it: apt-get install libvulkan1')
  }
  Object.assign(globalThis, globals)
  const gpu = { value: create([]), configurable: true, enumerable: true }
  if (navigator === undefined) Object.defineProperty(globalThis, 'navigator', { value: {}, configurable: true })
  Object.defineProperty(globalThis.navigator, 'gpu', gpu)
}

async function hasVulkan(): Promise<boolean> {
  const { existsSync } = await import('node:fs')
  const { join } = await import('node:path')
  const folders = [
    ...(process.env.LD_LIBRARY_PATH ?? '').split(':').filter(Boolean),
    ...['/lib', '/usr/lib', '/lib64', '/usr/lib64', '/usr/local/lib', '/run/opengl-driver/lib'],
    ...['x86_64', 'aarch64'].flatMap((machine) => [`/lib/${machine}-linux-gnu`, `/usr/lib/${machine}-linux-gnu`]),
  ]
  return folders.some((folder) => existsSync(join(folder, 'libvulkan.so.1')))
}
