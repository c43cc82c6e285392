import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs-core'
import type { WasmBackend } from '../native/wasm-backend.ts'

/** The same numbers under another tensor, as on the cpu backend; tfjs copies them here. */
export function withoutCopy(tfjs: KernelFunc): KernelFunc {
  return (call) => {
    const { x } = call.inputs as { x: TensorInfo }
    const dtype = (call.attrs as { dtype?: string } | undefined)?.dtype ?? x.dtype
    if (dtype !== x.dtype || x.dtype === 'string') return tfjs(call)
    ;(call.backend as WasmBackend).incRef(x.dataId)
    return { dataId: x.dataId, shape: x.shape, dtype: x.dtype }
  }
}
