import { backend_util, type KernelFunc, type TensorInfo } from '@tensorflow/tfjs-core'
import { requireKernels } from '../native/attached-kernels.ts'
import { addressOf, makeOutput, type WasmBackend } from '../native/wasm-backend.ts'

type Attributes = {
  filterSize: [number, number] | number
  strides: [number, number] | number
  pad: 'valid' | 'same' | number
  dimRoundingMode?: 'floor' | 'round' | 'ceil'
}

/** The gradient of max pooling; tfjs's goes over the windows one channel at a time. */
export const maxPoolGrad: KernelFunc = ({ inputs, attrs, backend: anyBackend }) => {
  const backend = anyBackend as WasmBackend
  const { dy, input } = inputs as { dy: TensorInfo; input: TensorInfo }
  const { filterSize, strides, pad, dimRoundingMode } = attrs as unknown as Attributes
  const shape = input.shape as [number, number, number, number]
  const info = backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode)
  const out = makeOutput(backend, shape)
  const parameters = [
    ...[addressOf(backend, input), addressOf(backend, dy), addressOf(backend, out)],
    ...[info.inHeight, info.inWidth, info.inChannels, info.outHeight, info.outWidth],
    ...[info.filterHeight, info.filterWidth, info.strideHeight, info.strideWidth],
    ...[info.dilationHeight, info.dilationWidth, info.padInfo.top, info.padInfo.left],
  ]
  const operations =
    info.batchSize * info.outHeight * info.outWidth * info.inChannels * info.filterHeight * info.filterWidth
  requireKernels(backend).run('maxPoolGradient', parameters, info.batchSize, operations)
  return out
}
