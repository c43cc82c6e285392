import type { layers } from '@tensorflow/tfjs-layers'
import { LayerOfLayers } from '../layers/core/inner-layers.ts'
import type { Weight } from '../weights/named-weights.ts'
import { transposeValues } from '../weights/transpose-values.ts'

/** Numbers of a tensor. */
export interface Numbers {
  readonly values: Float32Array
  readonly shape: readonly number[]
}

/** One weight of a layer and the tensors of PyTorch that it is made of. */
export interface Slot {
  readonly weight: Weight
  /** Names within the module, and their shapes. */
  readonly parts: readonly { readonly key: string; readonly shape: readonly number[] }[]
  /** Makes the weight from the tensors. */
  toOurs(parts: readonly Float32Array[]): Float32Array
  /** Makes the tensors from the weight. */
  toTorch(values: Float32Array): Float32Array[]
  /** Axes of the tensors that are features which enter the layer, and those that leave it. */
  readonly features: { readonly in?: number; readonly out?: number }
}

/** The name of a weight without its layer: `kernel`. */
const nameOf = (weight: Weight): string => weight.originalName.slice(weight.originalName.lastIndexOf('/') + 1)
const sizesOf = (weight: Weight): number[] => weight.shape as number[]

/** A weight that is one tensor with its axes in another order. */
function turned(weight: Weight, key: string, order: readonly number[], features: Slot['features'] = {}): Slot {
  const shape = order.map((axis) => sizesOf(weight)[axis]!)
  const back = order.map((_, axis) => order.indexOf(axis))
  return {
    weight,
    features,
    parts: [{ key, shape }],
    toOurs: ([values]) => transposeValues(values!, shape, back).values,
    toTorch: (values) => [transposeValues(values, sizesOf(weight), order).values],
  }
}

/** A weight that is one tensor of another shape. */
function same(weight: Weight, key: string, shape: readonly number[], features: Slot['features'] = {}): Slot {
  return { weight, features, parts: [{ key, shape }], toOurs: ([values]) => values!, toTorch: (values) => [values] }
}

type Slots = (weights: ReadonlyMap<string, Weight>, layer: layers.Layer) => (Slot | undefined)[]

const vector = (weight: Weight | undefined, key: string, features: Slot['features'] = {}): Slot | undefined =>
  weight && same(weight, key, sizesOf(weight), features)

const dense: Slots = (weights) => [
  turned(weights.get('kernel')!, 'weight', [1, 0], { in: 1, out: 0 }),
  vector(weights.get('bias'), 'bias', { out: 0 }),
]
const axes = (count: number): number[] => Array.from({ length: count }, (_, axis) => axis)

/** `[…space, in, filters]`, and for transposed ones `[…space, filters, in]`: both turn around for PyTorch. */
const convolution: Slots = (weights) => {
  const kernel = weights.get('kernel')!
  const rank = kernel.shape.length
  return [turned(kernel, 'weight', [rank - 1, rank - 2, ...axes(rank - 2)]), vector(weights.get('bias'), 'bias')]
}
const depthwise: Slots = (weights) => {
  const kernel = weights.get('depthwise_kernel') ?? weights.get('kernel')!
  const shape = sizesOf(kernel)
  const space = shape.slice(0, -2)
  const [channels, multiplier] = shape.slice(-2) as [number, number]
  const slot = turned(kernel, 'weight', [space.length, space.length + 1, ...axes(space.length)])
  return [
    { ...slot, parts: [{ key: 'weight', shape: [channels * multiplier, 1, ...space] }] },
    vector(weights.get('bias'), 'bias'),
  ]
}
const normalization: Slots = (weights) => [
  vector(weights.get('gamma') ?? weights.get('scale'), 'weight', { in: 0, out: 0 }),
  vector(weights.get('beta'), 'bias', { in: 0, out: 0 }),
  vector(weights.get('moving_mean'), 'running_mean', { in: 0, out: 0 }),
  vector(weights.get('moving_variance'), 'running_var', { in: 0, out: 0 }),
]

/** A recurrent cell: PyTorch has a bias for the inputs and one for the state. `order` lists our gates by PyTorch's. */
function recurrent(order: readonly number[], suffix: string): Slots {
  return (weights, layer) => {
    const [kernel, own, bias] = [weights.get('kernel')!, weights.get('recurrent_kernel')!, weights.get('bias')]
    const units = own.shape[0]!
    const gates = order.length
    /** Puts the blocks of gates in another order. */
    const blocks = (values: Float32Array, by: readonly number[]): Float32Array => {
      const size = values.length / gates
      const result = new Float32Array(values.length)
      for (const [to, from] of by.entries()) result.set(values.subarray(from * size, (from + 1) * size), to * size)
      return result
    }
    const back = order.map((_, gate) => order.indexOf(gate))
    const matrix = (weight: Weight, key: string): Slot => {
      const slot = turned(weight, key, [1, 0])
      return {
        ...slot,
        toOurs: ([values]) => slot.toOurs([blocks(values!, back)]),
        toTorch: (values) => slot.toTorch(values).map((one) => blocks(one, order)),
      }
    }
    const keys = [`bias_ih${suffix}`, `bias_hh${suffix}`]
    const isDouble = bias?.shape.length === 2
    if (bias && gates === 3 && !isDouble) {
      throw new RangeError(
        `layer ${layer.name} applies the reset gate before the product, PyTorch after it. Take a GRU from a Keras file, which does as PyTorch`,
      )
    }
    const both: Slot | undefined = bias && {
      weight: bias,
      features: {},
      parts: keys.map((key) => ({ key, shape: [gates * units] })),
      toOurs: ([input, state]) => {
        const [a, b] = [blocks(input!, back), blocks(state!, back)]
        return isDouble ? Float32Array.of(...a, ...b) : a.map((value, index) => value + b[index]!)
      },
      toTorch: (values) => {
        const [a, b] = isDouble
          ? [values.subarray(0, values.length / 2), values.subarray(values.length / 2)]
          : [values, new Float32Array(values.length)]
        return [blocks(a, order), blocks(b, order)]
      },
    }
    return [matrix(kernel, `weight_ih${suffix}`), matrix(own, `weight_hh${suffix}`), both]
  }
}
/** Our gates in PyTorch's order: LSTM has input, forget, candidate, output in both; GRU has update first here. */
const gates: Readonly<Record<string, readonly number[]>> = { LSTM: [0, 1, 2, 3], GRU: [1, 0, 2], SimpleRNN: [0] }

const embedding: Slots = (weights) => [vector(weights.get('embeddings'), 'weight')]
const prelu: Slots = (weights, layer) => {
  const alpha = weights.get('alpha')!
  const shape = sizesOf(alpha)
  if (shape.slice(0, -1).some((size) => size > 1)) {
    throw new RangeError(`layer ${layer.name} has a slope for each position. Build it with sharedAxes`)
  }
  return [same(alpha, 'weight', shape.slice(-1))]
}

const kinds: Readonly<Record<string, Slots>> = {
  BatchNormalization: normalization,
  Conv1D: convolution,
  Conv1DTranspose: convolution,
  Conv2D: convolution,
  Conv2DTranspose: convolution,
  Conv3D: convolution,
  Conv3DTranspose: convolution,
  Dense: dense,
  DepthwiseConv1D: depthwise,
  DepthwiseConv2D: depthwise,
  Embedding: embedding,
  GroupNormalization: normalization,
  LayerNormalization: normalization,
  PReLU: prelu,
  RMSNormalization: normalization,
}

/**
 * Returns the weights of a layer with the tensors of the module of PyTorch that it is.
 *
 * @throws RangeError with a clause that says why PyTorch has no such module.
 */
export function slotsOf(layer: layers.Layer): Slot[] {
  const kind = layer.getClassName()
  const found =
    kind === 'Bidirectional'
      ? directionsOf(layer).flatMap(([one, suffix]) => recurrentSlots(one, suffix))
      : kind in gates
        ? recurrentSlots(layer, '_l0')
        : kinds[kind]?.(weightsOf(layer), layer)
  if (!found) {
    throw new RangeError(`layer ${layer.name} is a ${kind}, which is no module of PyTorch. Set its weights yourself`)
  }
  return found.filter((slot) => slot !== undefined)
}

function recurrentSlots(layer: layers.Layer, suffix: string): (Slot | undefined)[] {
  const kind = layer.getClassName()
  const order = gates[kind]
  if (!order) {
    throw new RangeError(
      `layer ${layer.name} is a ${kind}, which PyTorch does not run in both directions. Set its weights yourself`,
    )
  }
  if (kind !== 'SimpleRNN') expectActivations(layer)
  return recurrent(order, suffix)(weightsOf(layer), layer)
}

/** PyTorch's gated layers have no choice of activations; TensorFlow.js's have another default. */
function expectActivations(layer: layers.Layer): void {
  const { activation = 'tanh', recurrentActivation = 'sigmoid' } = layer.getConfig()
  if (activation === 'tanh' && recurrentActivation === 'sigmoid') return
  throw new RangeError(
    `layer ${layer.name} has activation=${String(activation)} and recurrentActivation=${String(recurrentActivation)}, PyTorch's has tanh and sigmoid. Build it with recurrentActivation: 'sigmoid'`,
  )
}

function directionsOf(layer: layers.Layer): [layers.Layer, string][] {
  if (layer instanceof LayerOfLayers) {
    const inner = layer.innerLayers().map(([, one]) => one)
    return [
      [inner[0]!, '_l0'],
      [inner[1]!, '_l0_reverse'],
    ]
  }
  const { forwardLayer, backwardLayer } = layer as unknown as Record<string, layers.Layer>
  return [
    [forwardLayer!, '_l0'],
    [backwardLayer!, '_l0_reverse'],
  ]
}

function weightsOf(layer: layers.Layer): Map<string, Weight> {
  return new Map(layer.weights.map((weight) => [nameOf(weight), weight]))
}
