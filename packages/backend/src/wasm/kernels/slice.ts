import { backend_util, type KernelFunc, slice_util, type TensorInfo, util } from '@tensorflow/tfjs-core'
import type { WasmBackend } from '../native/wasm-backend.ts'

/** Slices without holes are copied within the heap; tfjs's kernel copies the whole input first. */
export function withHeapSlices(tfjs: KernelFunc): KernelFunc {
  return (call) => {
    const { x } = call.inputs as { x: TensorInfo }
    const { begin, size } = call.attrs as unknown as { begin: number[]; size: number[] }
    if (x.dtype === 'string') return tfjs(call)
    const [from, lengths] = slice_util.parseSliceParams(x as never, begin, size) as [number[], number[]]
    if (!slice_util.isSliceContinous(x.shape, from, lengths)) return tfjs(call)
    slice_util.assertParamsValid(x as never, from, lengths)
    const start = slice_util.computeFlatOffset(from, util.computeStrides(x.shape))
    return copied(call.backend as WasmBackend, x, { start, shape: lengths })
  }
}

/** A split along the first axis makes parts without holes: each is copied once. */
export function withHeapParts(tfjs: KernelFunc): KernelFunc {
  return (call) => {
    const { x } = call.inputs as { x: TensorInfo }
    const { numOrSizeSplits, axis } = call.attrs as unknown as { numOrSizeSplits: number | number[]; axis: number }
    if (x.dtype === 'string' || util.parseAxisParam(axis, x.shape)[0] !== 0) return tfjs(call)
    const rest = x.shape.slice(1)
    const rowSize = util.sizeFromShape(rest)
    let start = 0
    return backend_util.prepareSplitSize(x as never, numOrSizeSplits, 0).map((rows) => {
      const part = copied(call.backend as WasmBackend, x, { start, shape: [rows, ...rest] })
      start += rows * rowSize
      return part
    })
  }
}

function copied(wasm: WasmBackend, x: TensorInfo, { start, shape }: { start: number; shape: number[] }): TensorInfo {
  const part = wasm.makeOutput(shape, x.dtype)
  wasm.typedArrayFromHeap(part).set(wasm.typedArrayFromHeap(x).subarray(start, start + util.sizeFromShape(shape)))
  return part
}
