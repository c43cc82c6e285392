import { expectNumber, rejectUnknownOptions } from '@dlw/data/arguments'
import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel, layers } from '@tensorflow/tfjs-layers'
import { type FileSource, nameOfSource, readBytes } from '../keras/read/read-bytes.ts'
import { allFinite, type NonFiniteOptions, nonFiniteAdvice } from '../weights/all-finite.ts'
import { assign, type Weight } from '../weights/named-weights.ts'
import { type FeatureOrders, featureOrders } from './feature-order.ts'
import { guess, layersWithWeights, listed, type Module, type ModuleMap, matchModules, modulesOf } from './modules.ts'
import { orderFeatures } from './order-features.ts'
import { readStateDict, type StateDict } from './read-state-dict.ts'
import { type Slot, slotsOf } from './torch-layers.ts'

/** Options of {@link loadStateDict} and {@link saveStateDict} about images that are flattened. */
export interface FlattenOptions {
  /**
   * Order of the features where an image is flattened: 'channelsFirst' as `nn.Flatten` does it, channel by channel, or
   * 'channelsLast', if the module puts the channels last before. Defaults to 'channelsFirst'.
   */
  flatten?: 'channelsFirst' | 'channelsLast'
}

/** Options of {@link loadStateDict}. */
export interface LoadStateDictOptions extends FlattenOptions, NonFiniteOptions {
  /**
   * The layer for each module with tensors, such as `{ fc1: 'dense', fc2: 'dense_1' }`; a function from the name of a
   * module to that of a layer; or 'order' for the first module the first layer with weights, and so on, as in an
   * `nn.Sequential`. Defaults to equal names (`.`, `/` and `_` are the same), and to torchvision's names for DenseNet
   * and VGG.
   */
  map?: ModuleMap
  /** Whether each tensor must have its place, and each weight its tensor. Defaults to true. */
  strict?: boolean
  /**
   * `eps` of PyTorch's normalisation layers, which the file does not hold; the loaded layers get it. Defaults to 1e-5,
   * as in PyTorch.
   */
  epsilon?: number
}

/** What {@link loadStateDict} did not load; empty unless `strict` is false. */
export interface IncompatibleKeys {
  /** Tensors that the file does not hold. */
  missing: string[]
  /** Tensors for which the model has no place. */
  unexpected: string[]
}

/**
 * Loads weights of PyTorch into a model of the same architecture, without Python: `.safetensors` files, and `.pth` or
 * `.pt` files of `torch.save(module.state_dict(), path)`. Pickles are read as data; nothing in them is executed.
 *
 * Kernels, recurrent gates and their two biases are converted, and the weights after `nn.Flatten`, which flattens
 * channel by channel where TensorFlow.js does it pixel by pixel. The two models then return the same numbers if they
 * compute the same: see the guide for paddings, strides and activations.
 *
 * @param model The model; changed in place, or not at all if the file does not fit.
 * @param source Path (Node), URL, or bytes of the file.
 * @returns What was not loaded, with `strict: false`.
 * @throws Error with `cause` if the file cannot be read, is damaged, holds anything but tensors, or does not fit.
 * @see PyTorch: `module.load_state_dict()`
 * @example
 * ```ts
 * import { denseNetwork } from '@dlw/models'
 * import { loadStateDict, saveStateDict } from '@dlw/models/pytorch'
 *
 * await saveStateDict(model, 'penguins.safetensors')
 * const fresh = denseNetwork({ inputs: 4, hidden: [10], outputs: 3, seed: 1 })
 * await loadStateDict(fresh, 'penguins.safetensors')
 * console.log(fresh.getWeights()[0]!.dataSync()[0] === model.getWeights()[0]!.dataSync()[0]) // → true
 * ```
 */
export async function loadStateDict(
  model: LayersModel,
  source: FileSource,
  options: LoadStateDictOptions = {},
): Promise<IncompatibleKeys> {
  const caller = 'loadStateDict'
  rejectUnknownOptions(caller, options, ['map', 'strict', 'flatten', 'epsilon', 'allowNonFinite'])
  const { epsilon = 1e-5, strict = true } = options
  expectNumber(caller, 'epsilon', epsilon, { min: 0 })
  expectFlatten(caller, options)
  const bytes = await readBytes(caller, source)
  try {
    const plan = planLoad(model, readStateDict(bytes), options)
    if (strict) expectAll(plan)
    for (const [weight, values] of plan.values) {
      const tensor = tf.tensor(values, weight.shape as number[])
      assign(weight, tensor)
      tensor.dispose()
    }
    for (const layer of plan.layers) if ('epsilon' in layer) Object.assign(layer, { epsilon })
    return { missing: plan.missing, unexpected: plan.unexpected.map(({ name }) => name) }
  } catch (cause) {
    const { message } = cause as Error
    throw new Error(
      `${caller}: expected the weights of model ${model.name} in a file of PyTorch, received source=${nameOfSource(source)}: ${message.replace(/\.$/, '')}.`,
      { cause },
    )
  }
}

/** Checks the option `flatten`. */
export function expectFlatten(caller: string, { flatten = 'channelsFirst' }: FlattenOptions): void {
  if (flatten === 'channelsFirst' || flatten === 'channelsLast') return
  throw new RangeError(
    `${caller}: expected channelsFirst or channelsLast, received flatten=${String(flatten)}. nn.Flatten is channelsFirst.`,
  )
}

/** Orders of features, unless the module has ours. */
export function ordersFor(model: LayersModel, { flatten }: FlattenOptions): FeatureOrders {
  return flatten === 'channelsLast' ? { entering: new Map(), leaving: new Map() } : featureOrders(model)
}

interface LoadPlan {
  readonly values: Map<Weight, Float32Array>
  readonly layers: layers.Layer[]
  readonly missing: string[]
  readonly unexpected: { name: string; guess: string }[]
}

/** Computes all weights before the first one is set. */
function planLoad(model: LayersModel, { arrays, isOrdered }: StateDict, options: LoadStateDictOptions): LoadPlan {
  const modules = modulesOf(arrays)
  for (const tensors of modules.values()) if (tensors.has('running_mean')) tensors.delete('num_batches_tracked')
  const matched = matchModules(model, modules, { map: options.map, isOrdered })
  const orders = ordersFor(model, options)
  const plan: LoadPlan = { values: new Map(), layers: [], missing: [], unexpected: [] }
  const found = new Map<layers.Layer, string>()
  for (const [module, { layer, path }] of matched) {
    const other = found.get(layer)
    if (other !== undefined) throw new RangeError(`layer ${path} is both the module ${other} and the module ${module}`)
    found.set(layer, module)
    plan.layers.push(layer)
    planLayer(plan, { layer, module, tensors: modules.get(module)!, orders, options })
  }
  const placed = layersWithWeights(model)
  const layerNames = placed.filter(({ layer }) => !found.has(layer)).map(({ path }) => path)
  for (const [module, tensors] of modules) {
    if (matched.has(module)) continue
    for (const { name } of tensors.values()) plan.unexpected.push({ name, guess: guess(module, layerNames) })
  }
  for (const { layer, path } of placed) {
    if (found.has(layer)) continue
    for (const { parts } of slotsOf(layer))
      for (const { key, shape } of parts) plan.missing.push(`${path}.${key} [${shape}]`)
  }
  return plan
}

interface LayerPlan {
  layer: layers.Layer
  module: string
  tensors: Module
  orders: FeatureOrders
  options: LoadStateDictOptions
}

function planLayer(plan: LoadPlan, { layer, module, tensors, orders, options }: LayerPlan): void {
  const left = new Map(tensors)
  for (const slot of slotsOf(layer)) {
    const parts = slot.parts.map(({ key, shape }) => {
      const tensor = tensors.get(key)
      left.delete(key)
      if (!tensor) {
        plan.missing.push(`${module}.${key} [${shape}]`)
        return undefined
      }
      if (tensor.shape.join() !== shape.join()) {
        throw new RangeError(`its ${tensor.name} has the shape [${tensor.shape}], layer ${layer.name} needs [${shape}]`)
      }
      if (!options.allowNonFinite && !allFinite(tensor.values)) {
        throw new RangeError(`its ${tensor.name} is not all finite numbers. ${nonFiniteAdvice}`)
      }
      return reordered(slot, layer, orders, { values: tensor.values, shape })
    })
    if (parts.every((part) => part !== undefined)) plan.values.set(slot.weight, slot.toOurs(parts))
  }
  for (const { name } of left.values()) plan.unexpected.push({ name, guess: '' })
}

/** A tensor with its features in our order, or back in PyTorch's. */
export function reordered(
  { features }: Slot,
  layer: layers.Layer,
  { entering, leaving }: FeatureOrders,
  { values, shape, isBack = false }: { values: Float32Array; shape: readonly number[]; isBack?: boolean },
): Float32Array {
  const [first, last] = [entering.get(layer), leaving.get(layer)]
  let result = values
  if (first && features.in !== undefined)
    result = orderFeatures(result, shape, { axis: features.in, order: first, isBack })
  if (last && features.out !== undefined)
    result = orderFeatures(result, shape, { axis: features.out, order: last, isBack })
  return result
}

function expectAll({ missing, unexpected, layers: found }: LoadPlan): void {
  if (missing.length === 0 && unexpected.length === 0) return
  const clauses = [
    ...(missing.length > 0 ? [`it lacks ${listed(missing)}`] : []),
    ...(unexpected.length > 0
      ? [`it also has ${listed(unexpected.map(({ name, guess: other }) => name + other))}`]
      : []),
  ]
  const advice =
    found.length === 0
      ? "Say which module is which layer: map: { module: 'layer', … }, or map: 'order' for an nn.Sequential"
      : 'Check the names in map, or pass { strict: false } to load the others'
  throw new RangeError(`${clauses.join(', and ')}. ${advice}`)
}
