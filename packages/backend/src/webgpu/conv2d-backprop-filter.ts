import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs-core'
import { convolutionInfo } from '../wasm/native/convolution-info.ts'
import { filterGradientProgram } from './filter-gradient-program.ts'
import { type WebgpuBackend, whole } from './gpu-program.ts'
import { sumOfParts } from './sum-of-parts.ts'

/** About as many groups of threads as keep a large GPU busy. */
const groups = 512

/**
 * The gradient of a convolution's filter. tfjs gives each number of the filter one thread, which walks all pixels of
 * all images: 1,350 threads for a first layer, on GPUs that hold a hundred thousand. Here the pixels are dealt out too.
 */
const conv2DBackpropFilter: KernelFunc = ({ inputs, attrs, backend: anyBackend }) => {
  const backend = anyBackend as unknown as WebgpuBackend
  const { x, dy } = inputs as { x: TensorInfo; dy: TensorInfo }
  const filterShape = (attrs as unknown as { filterShape: [number, number, number, number] }).filterShape
  const info = convolutionInfo('conv2d', x.shape, filterShape, attrs)
  const [height, width, channels, filters] = filterShape
  const rows = height * width * channels
  const pixels = info.batchSize * info.outHeight * info.outWidth
  const tiles = Math.ceil(rows / 32) * Math.ceil(filters / 32)
  const part = Math.max(256, Math.ceil((pixels * tiles) / groups / 16) * 16)
  const program = filterGradientProgram({ parts: Math.ceil(pixels / part), rows, filters })
  const sums = backend.runWebGPUProgram(program, [x, dy], 'float32', [
    whole(width),
    whole(channels),
    whole(info.outHeight, info.outWidth),
    whole(info.inHeight, info.inWidth),
    whole(info.strideHeight, info.strideWidth),
    whole(info.padInfo.top, info.padInfo.left),
    whole(rows),
    whole(pixels),
    whole(filters),
    whole(part),
  ])
  const gradient = sumOfParts(backend, sums, filterShape)
  backend.disposeData(sums.dataId)
  return gradient
}

/** Ours for images with their channels last, as layers have them; tfjs's for the rest. */
export const withSpreadPixels =
  (tfjs: KernelFunc): KernelFunc =>
  (params) =>
    params.attrs!.dataFormat === 'NCHW' ? tfjs(params) : conv2DBackpropFilter(params)
