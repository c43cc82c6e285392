import { backend_util, type KernelFunc, type TensorInfo, util } from '@tensorflow/tfjs-core'
import { requireKernels } from './attached-kernels.ts'
import { addressOf, makeOutput, type WasmBackend } from './wasm-backend.ts'

/** Below this tfjs's own kernel is as fast. */
const large = 16_384

/**
 * Sums and means over all or the first axes of large tensors: the gradient of a bias, the statistics of a batch. tfjs
 * turns the whole tensor round first, and adds in float32. All other cases are left to its own kernel.
 */
export function withColumnSums(tfjs: KernelFunc, mean: boolean): KernelFunc {
  return (call) => {
    const { x } = call.inputs as { x: TensorInfo }
    const { axis, keepDims } = call.attrs as unknown as { axis: number | number[]; keepDims: boolean }
    const axes = util.parseAxisParam(axis, [...x.shape]).sort((first, second) => first - second)
    const leading = axes.length > 0 && axes.every((value, index) => value === index)
    const size = util.sizeFromShape(x.shape)
    if (!leading || size <= large || x.dtype !== 'float32') return tfjs(call)
    const backend = call.backend as WasmBackend
    const kernels = requireKernels(backend)
    const outShape = x.shape.slice(axes.length)
    const out = makeOutput(backend, keepDims ? backend_util.expandShapeToKeepDim([...outShape], axes) : outShape)
    const outputs = util.sizeFromShape(outShape)
    // A single sum is taken in up to 16 columns, which are then added up with the blocks.
    const columns = outputs > 1 ? outputs : [16, 8, 4, 2, 1].find((count) => size % count === 0)!
    const rows = size / columns
    const each = Math.ceil(rows / Math.min(64, Math.ceil(rows / 256)))
    const blocks = Math.ceil(rows / each)
    kernels.withScratch(blocks * columns * 8, (sums) => {
      kernels.run('columnSums', [addressOf(backend, x), rows, columns, each, sums], blocks, size)
      const scale = mean ? outputs / size : 1
      kernels.addBlocks(sums, (blocks * columns) / outputs, outputs, scale, addressOf(backend, out))
    })
    return out
  }
}
