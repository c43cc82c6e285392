import { processorName } from '../processor-name.ts'
import { registerTrainingKernels } from '../register-training-kernels.ts'
import type { Starter } from './starters.ts'
import { switchTo } from './switch-to.ts'

/** WebAssembly with SIMD: the fastest that every machine has. */
export const startWasm: Starter = async () => {
  await import('@tensorflow/tfjs-backend-wasm')
  await switchTo('wasm')
  registerTrainingKernels()
  return { kind: 'cpu', device: `${await processorName()}, WebAssembly SIMD`, threads: 1 }
}
