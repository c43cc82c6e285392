import { engine, env } from '@tensorflow/tfjs-core'
import { prepareDawn } from '#platform'
import { registerWebgpuKernels } from '../webgpu/register-webgpu-kernels.ts'
import { isNode } from './is-node.ts'
import { isSoftware, softwareOnly } from './is-software.ts'
import type { Starter } from './starter.ts'
import { restartBackend, switchTo } from './switch-to.ts'

/** The part of WebGPU that is looked at here; tfjs talks to the rest. */
type Gpu = {
  requestAdapter(options: { powerPreference: 'high-performance' | 'low-power' }): Promise<Adapter | null>
}
type Adapter = {
  readonly info: {
    readonly vendor: string
    readonly architecture: string
    readonly device: string
    readonly description: string
  }
  readonly limits: { readonly maxStorageBufferBindingSize: number; readonly maxBufferSize: number }
}
type WebgpuBackend = { device: { readonly lost: Promise<{ readonly message: string }> }; lostReason?: string }

/** What the specification promises every WebGPU device; less is a broken driver. */
const smallestBuffer = 128 * 1024 * 1024

/** The GPU by WebGPU: in browsers that have it, and in Node by Dawn, from the npm package `webgpu`. */
export const startWebgpu: Starter = async ({ power, asked }) => {
  if (isNode()) await prepareDawn(asked, power)
  const gpu = (globalThis.navigator as { gpu?: Gpu } | undefined)?.gpu
  if (gpu === undefined) {
    throw new Error('This browser offers no WebGPU. Update it, or serve the page by https or from localhost.')
  }
  const adapter = await gpu.requestAdapter({ powerPreference: power === 'low' ? 'low-power' : 'high-performance' })
  if (adapter === null) {
    throw new Error("No GPU was found. Install the graphics card's driver (on Linux its Vulkan part too).")
  }
  const { vendor, architecture, device, description } = adapter.info
  const name = description || [vendor, architecture, device].filter(Boolean).join(' ') || 'a GPU that gives no name'
  if (isSoftware(`${vendor} ${architecture} ${device} ${description}`) && !asked) throw softwareOnly(name)
  const { maxStorageBufferBindingSize, maxBufferSize } = adapter.limits
  if (!(Math.min(maxStorageBufferBindingSize, maxBufferSize) >= smallestBuffer)) {
    throw new Error(
      `${name} takes tensors of at most ${Math.min(maxStorageBufferBindingSize, maxBufferSize)} bytes, less than WebGPU promises. Update the driver, or use wasm.`,
    )
  }
  await import('@tensorflow/tfjs-backend-webgpu')
  env().set('WEBGPU_USE_LOW_POWER_GPU', power === 'low')
  const running = engine().registry.webgpu as unknown as WebgpuBackend | undefined
  if (running?.lostReason !== undefined) restartBackend('webgpu')
  await switchTo('webgpu')
  registerWebgpuKernels()
  watch(engine().registry.webgpu as unknown as WebgpuBackend)
  return { kind: 'gpu', device: name, threads: 1 }
}

/** Once the GPU is lost, every use of the backend says so and what to do, where tfjs would read zeros or fail oddly. */
function watch(backend: WebgpuBackend): void {
  void backend.device.lost.then(({ message }) => {
    backend.lostReason = message
    const complain = () => {
      throw new Error(
        `webgpu: expected the GPU to be there, received its loss: ${message || 'no reason given'}. Call useBackend() again and make the tensors anew; a smaller batch helps if memory ran out.`,
      )
    }
    const complainLater = async () => complain()
    Object.assign(backend, { write: complain, readSync: complain, read: complainLater, runWebGPUProgram: complain })
  })
}
