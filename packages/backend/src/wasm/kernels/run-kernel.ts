import { getKernel, type NamedAttrMap, type NamedTensorInfoMap, type TensorInfo } from '@tensorflow/tfjs-core'
import type { WasmBackend } from '../native/wasm-backend.ts'

/** Runs another kernel of the wasm backend. The caller disposes of the result. */
export function runKernel(backend: WasmBackend, name: string, inputs: NamedTensorInfoMap, attrs: object): TensorInfo {
  const result = getKernel(name, 'wasm').kernelFunc({ inputs, backend, attrs: attrs as NamedAttrMap })
  return result as TensorInfo
}
