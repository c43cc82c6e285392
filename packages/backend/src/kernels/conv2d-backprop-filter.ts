import { backend_util, type KernelFunc, type TensorInfo } from '@tensorflow/tfjs-core'
import { run } from './run.ts'

/**
 * The filter's gradient as one convolution: the batch becomes the channels of `x`, `dy` becomes the filter, strides and
 * dilations change places, and what comes out is cut to the filter's size.
 */
export const conv2DBackpropFilter: KernelFunc = ({ inputs, attrs, backend }) => {
  const { x, dy } = inputs as { x: TensorInfo; dy: TensorInfo }
  const { strides, pad, dataFormat, dimRoundingMode, filterShape } = attrs as never as {
    strides: [number, number]
    pad: 'valid' | 'same' | number
    dataFormat: 'NHWC'
    dimRoundingMode: 'floor'
    filterShape: [number, number, number, number]
  }
  const { padInfo } = backend_util.computeConv2DInfo(
    x.shape as never,
    filterShape,
    strides,
    1,
    pad,
    dimRoundingMode,
    false,
    backend_util.convertConv2DDataFormat(dataFormat),
  )
  const [height, width] = filterShape
  const { top, bottom, left, right } = padInfo
  const padded = run(
    backend,
    'PadV2',
    { x },
    {
      paddings: [
        [0, 0],
        [top, bottom],
        [left, right],
        [0, 0],
      ],
      constantValue: 0,
    },
  )
  const images = run(backend, 'Transpose', { x: padded }, { perm: [3, 1, 2, 0] })
  const filters = run(backend, 'Transpose', { x: dy }, { perm: [1, 2, 0, 3] })
  const product = run(
    backend,
    'Conv2D',
    { x: images, filter: filters },
    { strides: 1, dilations: strides, pad: 'valid', dataFormat: 'NHWC' },
  )
  const cut = run(
    backend,
    'Slice',
    { x: product },
    { begin: [0, 0, 0, 0], size: [filterShape[2], height, width, filterShape[3]] },
  )
  const result = run(backend, 'Transpose', { x: cut }, { perm: [1, 2, 0, 3] })
  for (const { dataId } of [padded, images, filters, product, cut])
    (backend as { disposeData(id: object): void }).disposeData(dataId)
  return result
}
