import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs-core'
import { requireKernels } from './attached-kernels.ts'
import { convolutionInfo } from './convolution-info.ts'
import { addressOf, makeOutput, type WasmBackend } from './wasm-backend.ts'

type Shapes = { inputShape: number[]; filterShape: number[] }

/** The gradient of a depthwise convolution's input; tfjs ships none for wasm. */
export const depthwiseConv2dNativeBackpropInput: KernelFunc = ({ inputs, attrs, backend: anyBackend }) => {
  const backend = anyBackend as WasmBackend
  const { dy, filter } = inputs as { dy: TensorInfo; filter: TensorInfo }
  const { inputShape } = attrs as unknown as Shapes
  const info = convolutionInfo('depthwiseConv2d', inputShape, filter.shape, attrs, true)
  const out = makeOutput(backend, inputShape)
  const addresses = [0, addressOf(backend, dy), addressOf(backend, filter), addressOf(backend, out)]
  run(backend, 'depthwiseInputGradient', addresses, info, filter.shape[3]!, info.batchSize)
  return out
}

/** The gradient of a depthwise convolution's filter; tfjs ships none for wasm. */
export const depthwiseConv2dNativeBackpropFilter: KernelFunc = ({ inputs, attrs, backend: anyBackend }) => {
  const backend = anyBackend as WasmBackend
  const { x, dy } = inputs as { x: TensorInfo; dy: TensorInfo }
  const { filterShape } = attrs as unknown as Shapes
  const info = convolutionInfo('depthwiseConv2d', x.shape, filterShape, attrs, true)
  const out = makeOutput(backend, filterShape)
  const addresses = [addressOf(backend, x), addressOf(backend, dy), 0, addressOf(backend, out)]
  run(backend, 'depthwiseFilterGradient', addresses, info, filterShape[3]!, info.filterHeight * info.filterWidth)
  return out
}

function run(
  backend: WasmBackend,
  job: 'depthwiseInputGradient' | 'depthwiseFilterGradient',
  addresses: number[],
  info: ReturnType<typeof convolutionInfo>,
  multiplier: number,
  units: number,
): void {
  const parameters = [
    ...addresses,
    ...[info.batchSize, info.inHeight, info.inWidth, info.inChannels, multiplier, info.outHeight, info.outWidth],
    ...[info.filterHeight, info.filterWidth, info.strideHeight, info.strideWidth],
    ...[info.dilationHeight, info.dilationWidth, info.padInfo.top, info.padInfo.left],
  ]
  const outputs = info.batchSize * info.outHeight * info.outWidth * info.inChannels * multiplier
  requireKernels(backend).run(job, parameters, units, outputs * info.filterHeight * info.filterWidth)
}
