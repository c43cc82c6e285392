import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs-core'
import { requireKernels } from '../native/attached-kernels.ts'
import { convolutionInfo } from '../native/convolution-info.ts'
import { convolve } from '../native/convolve.ts'
import { addressOf, makeOutput, type WasmBackend } from '../native/wasm-backend.ts'

/** Convolution forward; XNNPACK has no fused multiply-add and, in Node, no threads. */
export const conv2D: KernelFunc = ({ inputs, attrs, backend: anyBackend }) => {
  const backend = anyBackend as WasmBackend
  const kernels = requireKernels(backend)
  const { x, filter } = inputs as { x: TensorInfo; filter: TensorInfo }
  const info = convolutionInfo('conv2d', x.shape, filter.shape, attrs)
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth, outChannels, padInfo } = info
  const out = makeOutput(backend, info.outShape)
  const pixel = inChannels * 4
  const outPixel = outChannels * 4
  convolve(kernels, {
    x: {
      address: addressOf(backend, x),
      image: inHeight * inWidth * pixel,
      row: inWidth * pixel,
      pixel,
      height: inHeight,
      width: inWidth,
    },
    out: {
      address: addressOf(backend, out),
      image: outHeight * outWidth * outPixel,
      row: outWidth * outPixel,
      pixel: outPixel,
      height: outHeight,
      width: outWidth,
    },
    images: batchSize,
    pad: padInfo,
    strides: [info.strideHeight, info.strideWidth],
    dilations: [info.dilationHeight, info.dilationWidth],
    filter: {
      address: addressOf(backend, filter),
      height: info.filterHeight,
      width: info.filterWidth,
      inputs: inChannels,
      channels: outChannels,
    },
  })
  return out
}
