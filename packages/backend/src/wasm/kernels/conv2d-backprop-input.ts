import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs-core'
import { requireKernels } from '../native/attached-kernels.ts'
import { convolutionInfo } from '../native/convolution-info.ts'
import { convolve } from '../native/convolve.ts'
import { addressOf, makeOutput, type WasmBackend } from '../native/wasm-backend.ts'
import { runKernel } from './run-kernel.ts'

/**
 * The gradient of a convolution's input: again a convolution, of `dy` with the filter turned round. With strides, the
 * inputs fall into stride × stride classes, each of which sees its own part of the filter: one convolution for each.
 */
export const conv2DBackpropInput: KernelFunc = ({ inputs, attrs, backend: anyBackend }) => {
  const backend = anyBackend as WasmBackend
  const kernels = requireKernels(backend)
  const { dy, filter } = inputs as { dy: TensorInfo; filter: TensorInfo }
  const inputShape = (attrs as unknown as { inputShape: number[] }).inputShape
  const info = convolutionInfo('conv2dTranspose', inputShape, filter.shape, attrs)
  const { inHeight, inWidth, inChannels, outHeight, outWidth, outChannels, strideHeight, strideWidth, padInfo } = info
  const out = makeOutput(backend, inputShape)
  const dyPixel = outChannels * 4
  const outPixel = inChannels * 4
  // [height, width, outputs, inputs]: the filter with its channels swapped.
  const swapped = runKernel(backend, 'Transpose', { x: filter }, { perm: [0, 1, 3, 2] })
  const tapFloats = outChannels * inChannels
  for (let row = 0; row < Math.min(strideHeight, inHeight); row++) {
    for (let column = 0; column < Math.min(strideWidth, inWidth); column++) {
      const down = axis(row, padInfo.top, strideHeight, info.filterHeight)
      const across = axis(column, padInfo.left, strideWidth, info.filterWidth)
      const taps = down.taps.flatMap((y) => across.taps.map((x) => (y * info.filterWidth + x) * tapFloats))
      kernels.withScratch(taps.length * tapFloats * 4, (gathered) => {
        kernels.copyRuns(addressOf(backend, swapped), gathered, taps, tapFloats)
        convolve(kernels, {
          x: {
            address: addressOf(backend, dy),
            image: outHeight * outWidth * dyPixel,
            row: outWidth * dyPixel,
            pixel: dyPixel,
            height: outHeight,
            width: outWidth,
          },
          out: {
            address: addressOf(backend, out) + (row * inWidth + column) * outPixel,
            image: inHeight * inWidth * outPixel,
            row: strideHeight * inWidth * outPixel,
            pixel: strideWidth * outPixel,
            height: Math.ceil((inHeight - row) / strideHeight),
            width: Math.ceil((inWidth - column) / strideWidth),
          },
          images: info.batchSize,
          pad: { top: down.pad, left: across.pad },
          strides: [1, 1],
          dilations: [1, 1],
          filter: {
            address: gathered,
            height: down.taps.length,
            width: across.taps.length,
            inputs: outChannels,
            channels: inChannels,
          },
        })
      })
    }
  }
  backend.disposeData(swapped.dataId)
  return out
}

/**
 * Along one axis: the taps that inputs number `first`, `first + stride`, … meet, in the order in which they meet the
 * outputs, and how far before the first output the first of them lies.
 */
function axis(first: number, pad: number, stride: number, size: number): { taps: number[]; pad: number } {
  const position = first + pad
  const taps = []
  for (let tap = position % stride; tap < size; tap += stride) taps.unshift(tap)
  // Input i meets output (i + pad - tap) / stride; the first tap is the largest one.
  const output = taps.length === 0 ? 0 : (position - taps[0]!) / stride
  return { taps, pad: -output }
}
