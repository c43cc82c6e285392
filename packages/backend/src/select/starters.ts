import type { BackendName } from './backend-report.ts'
import type { Starter } from './starter.ts'

/** How each device is started; the code of a device is loaded only when its turn comes. */
export const starters: Readonly<Record<BackendName, () => Promise<Starter>>> = {
  'tfjs-node-gpu': async () => (await import('./start-native.ts')).startNativeGpu,
  webgpu: async () => (await import('./start-webgpu.ts')).startWebgpu,
  'tfjs-node': async () => (await import('./start-native.ts')).startNativeCpu,
  webgl: async () => (await import('./start-webgl.ts')).startWebgl,
  wasm: async () => (await import('./start-wasm.ts')).startWasm,
  cpu: async () => (await import('./start-cpu.ts')).startCpu,
}
