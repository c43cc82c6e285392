import { backend_util, type NamedAttrMap } from '@tensorflow/tfjs-core'

type Shape4D = [number, number, number, number]
type Attributes = {
  strides: [number, number] | number
  dilations?: [number, number] | number
  pad: 'valid' | 'same' | number | backend_util.ExplicitPadding
  dataFormat?: 'NHWC' | 'NCHW'
  dimRoundingMode?: 'floor' | 'round' | 'ceil'
}

/** Sizes, strides and padding of a two-dimensional convolution, from a kernel's attributes. */
export function convolutionInfo(
  name: string,
  inputShape: readonly number[],
  filterShape: readonly number[],
  attrs: NamedAttrMap | undefined,
  depthwise = false,
): backend_util.Conv2DInfo {
  const { strides, dilations = 1, pad, dataFormat = 'NHWC', dimRoundingMode } = attrs as unknown as Attributes
  if (dataFormat !== 'NHWC') {
    throw new Error(
      `${name}: expected images as [batch, height, width, channels], received dataFormat=${dataFormat}. Transpose them, or use another backend than wasm.`,
    )
  }
  return backend_util.computeConv2DInfo(
    inputShape as Shape4D,
    filterShape as Shape4D,
    strides,
    dilations,
    pad,
    dimRoundingMode,
    depthwise,
    'channelsLast',
  )
}
