import { type KernelFunc, type TensorInfo, util } from '@tensorflow/tfjs-core'
import { requireKernels } from '../native/attached-kernels.ts'
import { addressOf, type WasmBackend } from '../native/wasm-backend.ts'

/** Whole rows by number (a batch of images, words of an embedding) are copied; tfjs takes them apart float by float. */
export function withRowCopies(tfjs: KernelFunc): KernelFunc {
  return (call) => {
    const { x, indices } = call.inputs as { x: TensorInfo; indices: TensorInfo }
    const { axis, batchDims } = call.attrs as unknown as { axis: number; batchDims: number }
    const backend = call.backend as WasmBackend
    const simple = util.parseAxisParam(axis, [...x.shape])[0] === 0 && batchDims === 0 && x.shape.length > 0
    if (!simple || indices.dtype !== 'int32' || (x.dtype !== 'float32' && x.dtype !== 'int32')) return tfjs(call)
    const rows = x.shape[0]!
    const floats = util.sizeFromShape(x.shape.slice(1))
    const numbers = backend.readSync(indices.dataId) as Int32Array
    for (const number of numbers) {
      if (!(number >= 0 && number < rows)) {
        throw new RangeError(
          `gather: expected indices from 0 to ${rows - 1}, received ${number}. The tensor has ${rows} rows.`,
        )
      }
    }
    const out = backend.makeOutput([...indices.shape, ...x.shape.slice(1)], x.dtype)
    const offsets = Array.from(numbers, (number) => number * floats)
    requireKernels(backend).copyRuns(addressOf(backend, x), addressOf(backend, out), offsets, floats)
    return out
  }
}
