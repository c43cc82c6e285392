import type { LayersModel, layers, SymbolicTensor } from '@tensorflow/tfjs-layers'

/**
 * For each feature of ours the place that it has in PyTorch: PyTorch flattens an image channel by channel, we pixel by
 * pixel.
 */
export type FeatureOrder = readonly number[]

/** Layers whose features are in another order in PyTorch: those that enter, and those that leave. */
export interface FeatureOrders {
  readonly entering: ReadonlyMap<layers.Layer, FeatureOrder>
  readonly leaving: ReadonlyMap<layers.Layer, FeatureOrder>
}

/** Classes that keep each feature where it is. */
const keeping = new Set(
  (
    'Activation ActivityRegularization AlphaDropout BatchNormalization Dropout ELU GaussianDropout GaussianNoise ' +
    'Identity LayerNormalization LeakyReLU Masking PReLU ReLU Rescaling RMSNormalization Softmax SpatialDropout1D ' +
    'ThresholdedReLU UnitNormalization'
  ).split(' '),
)
/** Classes that have the channels as the second axis in PyTorch. */
const channelled = /^(Conv|DepthwiseConv|SeparableConv|MaxPooling|AveragePooling|UpSampling|ZeroPadding|Cropping)/

/** Returns the order of the features of images when they are flattened, by PyTorch. */
function flattened([...shape]: readonly number[]): FeatureOrder {
  const channels = shape.at(-1)!
  const pixels = shape.slice(0, -1).reduce((product, size) => product * size, 1)
  return Array.from({ length: pixels * channels }, (_, at) => (at % channels) * pixels + Math.floor(at / channels))
}

/**
 * Finds the layers whose features are in another order in PyTorch, because an image is flattened before them or made
 * after them.
 *
 * @throws RangeError with a clause about a reshaping that cannot be followed.
 */
export function featureOrders(model: LayersModel): FeatureOrders {
  const entering = new Map<layers.Layer, FeatureOrder>()
  const leaving = new Map<layers.Layer, FeatureOrder>()
  const known = new Map<number, FeatureOrder | undefined>()

  /** The order of the features of a tensor; undefined if it is PyTorch's. */
  const orderOf = (tensor: SymbolicTensor): FeatureOrder | undefined => {
    if (known.has(tensor.id)) return known.get(tensor.id)
    known.set(tensor.id, undefined)
    const order = orderAfter(tensor)
    known.set(tensor.id, order)
    return order
  }
  const orderAfter = (tensor: SymbolicTensor): FeatureOrder | undefined => {
    const { sourceLayer: layer, inputs } = tensor
    const name = layer.getClassName()
    const [input] = inputs
    if (!input) return undefined
    const orders = inputs.map(orderOf)
    const [order] = orders
    if (name === 'Flatten' || (name === 'Reshape' && tensor.shape.length === 2)) {
      return hasChannels(input) ? flattened(input.shape.slice(1) as number[]) : order
    }
    if (name === 'Reshape' && input.shape.length === 2 && tensor.shape.length > 3) {
      if (order) throw unclear(layer)
      madeImage(input, flattened(tensor.shape.slice(1) as number[]), layer)
      return undefined
    }
    if (name === 'Concatenate' && orders.some((one) => one)) return joined(inputs, orders)
    if (order && !keeping.has(name) && name !== 'Dense' && orders.length === 1) throw unclear(layer)
    if (orders.length > 1 && orders.some((one) => String(one) !== String(order))) throw unclear(layer)
    if (order) entering.set(layer, order)
    return name === 'Dense' ? undefined : order
  }
  /** The layer that makes the features of an image. */
  const madeImage = (tensor: SymbolicTensor, order: FeatureOrder, at: layers.Layer): void => {
    const { sourceLayer: layer, inputs } = tensor
    const isUsedOnce = layer.outboundNodes.length <= 1
    if (layer.getClassName() === 'Dense' && isUsedOnce) leaving.set(layer, order)
    else if (keeping.has(layer.getClassName()) && isUsedOnce && inputs.length === 1) {
      entering.set(layer, order)
      madeImage(inputs[0]!, order, at)
    } else if (inputs.length > 0) throw unclear(at)
  }
  for (const output of model.outputs) orderOf(output)
  for (const layer of model.layers) {
    if (!('layers' in layer)) continue
    const inner = featureOrders(layer as layers.Layer as LayersModel)
    for (const [one, order] of inner.entering) entering.set(one, order)
    for (const [one, order] of inner.leaving) leaving.set(one, order)
  }
  return { entering, leaving }
}

/** Returns whether PyTorch has the channels of a tensor as its second axis. */
function hasChannels({ shape, sourceLayer, inputs }: SymbolicTensor): boolean {
  if (shape.length !== 3) return shape.length > 3
  if (channelled.test(sourceLayer.getClassName())) return true
  return inputs.length === 1 && keeping.has(sourceLayer.getClassName()) && hasChannels(inputs[0]!)
}

function joined(inputs: readonly SymbolicTensor[], orders: readonly (FeatureOrder | undefined)[]): FeatureOrder {
  let from = 0
  return inputs.flatMap(({ shape }, index) => {
    const size = shape.at(-1)!
    const start = from
    from += size
    return Array.from({ length: size }, (_, at) => start + (orders[index]?.[at] ?? at))
  })
}

const unclear = (layer: layers.Layer): RangeError =>
  new RangeError(
    `layer ${layer.name} (${layer.getClassName()}) works on a flattened image, whose numbers are in another order in PyTorch. If your module flattens pixel by pixel, as after permute(0, 2, 3, 1), pass { flatten: 'channelsLast' }`,
  )
