import type { LayersModel } from '@tensorflow/tfjs-layers'
import type { Compilation } from '../compile/compilation.ts'
import { type OuterLayer, withInnerLayers } from '../compile/inner-layers.ts'
import { originOf } from '../losses/named.ts'

/** Layers of TensorFlow.js and @dlw/models that run the same kernels at each step. */
const layerNames: ReadonlySet<string> = new Set(
  `Activation ActivityRegularization Add AlphaDropout Average AveragePooling1D AveragePooling2D AveragePooling3D BatchNormalization Bidirectional
  CategoryEncoding CenterCrop Concatenate Conv1D Conv2D Conv2DTranspose Conv3D Conv3DTranspose ConvLSTM2D ConvLSTM2DCell
  Cropping1D Cropping2D Dense DepthwiseConv2D Dot Dropout ELU Embedding Flatten Functional GRU GRUCell
  GlobalAveragePooling1D GlobalAveragePooling2D GlobalMaxPooling1D GlobalMaxPooling2D GroupNormalization InputLayer LSTM
  LSTMCell LayerNormalization LeakyReLU Masking MaxPooling1D MaxPooling2D MaxPooling3D Maximum Minimum Model Multiply PReLU
  Permute RNN ReLU RepeatVector Rescaling Reshape ResizeWithPad Resizing SeparableConv SeparableConv2D Sequential SimpleRNN
  SimpleRNNCell Softmax StackedRNNCells Subtract ThresholdedReLU TimeDistributed UnitNormalization UpSampling1D UpSampling2D
  ZeroPadding1D ZeroPadding2D`.split(/\s+/),
)

/** Layers that draw numbers at each step which no seed of `fit` repeats. */
const randomNames = /^(Random.*|GaussianNoise|GaussianDropout|AlphaDropout|SpatialDropout1D)$/

/** Activations, regularisers and constraints. */
const partNames: ReadonlySet<string> = new Set(
  `elu selu relu relu6 linear sigmoid hardSigmoid softplus softsign tanh softmax logSoftmax gelu gelu_new mish swish celu
  exponential hardShrink hardSilu hardTanh kerasHardSigmoid leakyRelu logSigmoid softShrink squareplus tanhShrink L1L2 MaxNorm
  MinMaxNorm NonNeg UnitNorm`.split(/\s+/),
)

type Layer = OuterLayer & { _losses?: unknown[] }

/**
 * What in a model is not known to run the same kernels at each step, as the beginning of a sentence; undefined when all
 * of it is known.
 */
export function unknownCode(model: LayersModel, compiled?: Compilation): string | undefined {
  const own = compiled?.losses.find((loss) => loss && originOf(loss) === undefined)
  if (own) return `The loss ${own.name || 'function'} is your own`
  for (const layer of withInnerLayers<Layer>(model)) {
    const className = layer.getClassName()
    if (!layerNames.has(className)) return `The layer ${layer.name} (${className}) is your own`
    let regularisers = 0
    for (const property of Object.keys(layer)) {
      if (!/(Regularizer|Constraint)$|[aA]ctivation$/.test(property)) continue
      const part: unknown = layer[property as keyof Layer]
      if (part === null || part === undefined) continue
      const name = (part as { getClassName?(): string }).getClassName?.()
      if (property.endsWith('Regularizer')) regularisers++
      if (name !== undefined && !partNames.has(name) && !layerNames.has(name)) {
        return `The ${property} of layer ${layer.name} is your own`
      }
    }
    const penalties = layer._losses?.filter((loss) => !Object.hasOwn(loss as object, 'ofActivity')) ?? []
    if (penalties.length > regularisers) return `The layer ${layer.name} adds a loss of your own`
  }
  return undefined
}

/** Whether one of the metrics is the user's. */
export const ownMetric = ({ metrics }: Compilation): boolean =>
  metrics.flat().some((metric) => originOf(metric) === undefined)

/** A layer that draws random numbers outside the kernels, if there is one. */
export function randomLayer(model: LayersModel): string | undefined {
  for (const layer of withInnerLayers<Layer>(model)) {
    if (randomNames.test(layer.getClassName())) return layer.name
  }
  return undefined
}

/** Whether a layer goes on from what it computed last. */
export const remembers = (model: LayersModel): boolean =>
  [...withInnerLayers<Layer & { stateful?: boolean }>(model)].some(({ stateful }) => stateful === true)

/** Properties of layers that change by themselves from step to step. */
const changing: ReadonlySet<string> = new Set([
  'seed',
  'call',
  'dispose',
  '_callHook',
  'dropoutFunc',
  'dropoutMask',
  'recurrentDropoutMask',
])

/** What the layers of a model are set to: two lists are alike as long as nobody changes a setting. */
export function layerSettings(model: LayersModel): unknown[] {
  const settings: unknown[] = []
  for (const layer of withInnerLayers<Layer>(model)) {
    settings.push(layer)
    // Reading a seed draws it.
    for (const property of Object.keys(layer)) {
      if (!changing.has(property)) settings.push(property, layer[property as keyof Layer])
    }
    settings.push((layer as { trainable?: boolean }).trainable)
  }
  return settings
}
