import { engine, env, type KernelBackend } from '@tensorflow/tfjs-core'
import { physicalCores, processorName, withCommonJs } from '#platform'
import { nativeKernels } from '../wasm/native/native-kernels.ts'
import type { WasmBackend } from '../wasm/native/wasm-backend.ts'
import { registerTrainingKernels } from '../wasm/register-training-kernels.ts'
import type { Starter } from './starter.ts'
import { restartBackend, switchTo } from './switch-to.ts'
import { wasmBinaries } from './wasm-binaries.ts'
import { withoutPthreads } from './without-pthreads.ts'

/** WebAssembly with SIMD, and threads where shared memory is available: the fastest that every machine has. */
export const startWasm: Starter = async ({ threads }) => {
  const { setThreadsCount, setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm')
  if (!(await env().getAsync('WASM_HAS_SIMD_SUPPORT'))) {
    throw new Error('This engine has no WebAssembly SIMD. Update the browser, or use Node 20 or newer.')
  }
  const wanted = sharedMemory() ? (threads ?? (await physicalCores())) : 1
  const running = engine().registry.wasm
  if (running !== undefined && nativeKernels(running)?.threads !== wanted) shutDown(running)
  const { files, fetched } = await wasmBinaries(wanted > 1)
  setWasmPaths(files, fetched)
  // XNNPACK keeps to one thread; ours do the heavy work, in the same shared memory.
  setThreadsCount(1)
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', wanted > 1)
  await withCommonJs(() => withoutPthreads(() => switchTo('wasm')))
  const count = await registerTrainingKernels({ threads: wanted })
  return { kind: 'cpu', device: `${processorName()}, WebAssembly SIMD`, threads: count }
}

/** Browsers share memory between threads only on pages that are cross-origin isolated. */
function sharedMemory(): boolean {
  return (
    typeof SharedArrayBuffer !== 'undefined' &&
    (globalThis as { crossOriginIsolated?: boolean }).crossOriginIsolated !== false
  )
}

/** The number of threads is settled when the binary is loaded: another number needs it loaded anew. */
function shutDown(backend: KernelBackend): void {
  const alive = (backend as WasmBackend).numDataIds()
  if (alive > 0) {
    throw new Error(
      `useBackend: expected no tensors on the wasm backend when its number of threads changes, received ${alive}. Choose threads before making tensors, or dispose of them.`,
    )
  }
  nativeKernels(backend)?.stop()
  restartBackend('wasm')
}
