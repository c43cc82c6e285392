import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs-core'
import { requireKernels } from '../native/attached-kernels.ts'
import { convolutionInfo } from '../native/convolution-info.ts'
import { filterGradient } from '../native/filter-gradient.ts'
import { addressOf, makeOutput, type WasmBackend } from '../native/wasm-backend.ts'
import { suitsWinograd, sumsFit, winogradFilterGradient } from '../native/winograd.ts'
import { runKernel } from './run-kernel.ts'

/** The gradient of a convolution's filter; tfjs ships none for wasm. */
export const conv2DBackpropFilter: KernelFunc = ({ inputs, attrs, backend: anyBackend }) => {
  const backend = anyBackend as WasmBackend
  const { x, dy } = inputs as { x: TensorInfo; dy: TensorInfo }
  const filterShape = (attrs as unknown as { filterShape: number[] }).filterShape
  const info = convolutionInfo('conv2d', x.shape, filterShape, attrs)
  const out = makeOutput(backend, filterShape)
  const dyOf = {
    address: addressOf(backend, dy),
    height: info.outHeight,
    width: info.outWidth,
    channels: info.outChannels,
  }
  if (winograd(info)) {
    winogradFilterGradient(requireKernels(backend), {
      x: { address: addressOf(backend, x), height: info.inHeight, width: info.inWidth, inputs: info.inChannels },
      pad: info.padInfo,
      dy: dyOf,
      images: info.batchSize,
      out: addressOf(backend, out),
    })
    return out
  }
  const { top, bottom, left, right } = info.padInfo
  const padded = top + bottom + left + right > 0
  const paddings = [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ]
  const images = padded ? runKernel(backend, 'PadV2', { x }, { paddings, constantValue: 0 }) : x
  const [, height, width, inputs_] = images.shape as [number, number, number, number]
  const pixel = inputs_ * 4
  filterGradient(requireKernels(backend), {
    x: { address: addressOf(backend, images), image: height * width * pixel, row: width * pixel, pixel },
    dy: dyOf,
    images: info.batchSize,
    strides: [info.strideHeight, info.strideWidth],
    filter: { height: info.filterHeight, length: info.filterWidth * inputs_ },
    out: addressOf(backend, out),
  })
  if (padded) backend.disposeData(images.dataId)
  return out
}

function winograd(info: ReturnType<typeof convolutionInfo>): boolean {
  const { inChannels: inputs, outChannels: channels } = info
  const suits = suitsWinograd({
    filter: { height: info.filterHeight, width: info.filterWidth, inputs, channels },
    strides: [info.strideHeight, info.strideWidth],
    dilations: [info.dilationHeight, info.dilationWidth],
    out: { height: info.outHeight, width: info.outWidth },
  })
  return suits && sumsFit(inputs, channels)
}
