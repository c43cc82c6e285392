import type { BackendName, BackendReport } from './backend-report.ts'

/** What a starter is told. */
export type StartOptions = {
  readonly threads: number | undefined
  readonly power: 'high' | 'low'
  /** Whether the user named this device: then a slow software adapter is accepted too. */
  readonly asked: boolean
}

/** Puts one device in force, or throws the reason why it cannot be. */
export type Starter = (options: StartOptions) => Promise<Pick<BackendReport, 'kind' | 'device' | 'threads'>>

/** How each device is started; the code of a device is loaded only when its turn comes. */
export const starters: Readonly<Record<BackendName, () => Promise<Starter>>> = {
  'tfjs-node-gpu': async () => (await import('./start-native.ts')).startNativeGpu,
  webgpu: async () => (await import('./start-webgpu.ts')).startWebgpu,
  'tfjs-node': async () => (await import('./start-native.ts')).startNativeCpu,
  webgl: async () => (await import('./start-webgl.ts')).startWebgl,
  wasm: async () => (await import('./start-wasm.ts')).startWasm,
  cpu: async () => (await import('./start-cpu.ts')).startCpu,
}
