import { type KernelFunc, type TensorInfo, util } from '@tensorflow/tfjs-core'
import { makeOutput, type WasmBackend } from '../native/wasm-backend.ts'

/** Adds up the rows that have the same number: the gradient of gather and of embeddings. tfjs ships none for wasm. */
export const unsortedSegmentSum: KernelFunc = ({ inputs, attrs, backend: anyBackend }) => {
  const backend = anyBackend as WasmBackend
  const { x, segmentIds } = inputs as { x: TensorInfo; segmentIds: TensorInfo }
  const { numSegments } = attrs as unknown as { numSegments: number }
  const shape = x.shape.slice(segmentIds.shape.length)
  const floats = util.sizeFromShape(shape)
  const ids = backend.readSync(segmentIds.dataId) as Int32Array
  const out = makeOutput(backend, [numSegments, ...shape])
  const values = backend.typedArrayFromHeap(x)
  const sums = backend.typedArrayFromHeap(out).fill(0)
  ids.forEach((id, row) => {
    // As in TensorFlow, rows with a negative number are left out.
    if (id < 0 || id >= numSegments) return
    for (let index = 0; index < floats; index++) sums[id * floats + index]! += values[row * floats + index]!
  })
  return out
}
