import { serialization } from '@tensorflow/tfjs-core'
import { layers } from '@tensorflow/tfjs-layers'
import { followActivity } from '../../layers/core/follow-activity.ts'
import { KerasOperation } from '../../operators/keras-operation.ts'
import { operationNamed } from '../../operators/operations.ts'
import { KerasFileError } from '../keras-error.ts'
import { kerasLayers } from '../keras-layers.ts'
import { activationFromKeras } from '../names/activation-names.ts'
import { dtypeName } from '../names/dtype-name.ts'
import { camelCase } from '../names/names.ts'
import { channelsFirst, isChannelsFirst } from './channels-first.ts'
import type { KerasConfig, KerasLayer } from './layer-config.ts'
import { readSetting } from './read-call.ts'

/** Path of a layer, for error messages, and information about the file. */
export interface LayerContext {
  /** Names of its parent models and its own, joined by slashes. */
  path: string
  kerasVersion: string
  /** The name that the file has for one of ours. */
  given?(name: string): string
  precision?: 'float32' | undefined
  /** Previously created layers, by number, or by class and name. */
  shared?: Map<string, layers.Layer>
  /** Creates a nested layer or model. */
  make?(layer: KerasLayer, context: LayerContext): layers.Layer
}

/** Unsupported settings, with the only supported values. */
const required: Readonly<Record<string, readonly unknown[]>> = {
  rms_scaling: [false],
  ragged: [false],
  sparse: [false],
  renorm: [false],
}
const image = /^(bilinear|nearest)$/

/** Names that differ by more than their case. */
const renamed: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  LeakyReLU: { negative_slope: 'alpha' },
}
/** Settings that only affect how Keras computes or stores something. */
const ignored = new Set([
  'dtype',
  'build_config',
  'quantization_config',
  'synchronized',
  'flash_attention',
  'use_cudnn',
  'unroll',
  'implementation',
  'time_major',
  'batch_input_shape',
  'batch_shape',
  'input_length',
  'renorm_clipping',
  'renorm_momentum',
  'encoding',
  'vocabulary_size',
  'vocabulary_dtype',
  'bounding_box_format',
  'autocast',
  'experimental_autocast',
])

/** Returns whether a part of a configuration is an operation of `keras.ops` rather than a layer. */
function isOperation(layer: KerasLayer): boolean {
  const { class_name: className, config, module } = layer
  if (typeof module === 'string') return module.startsWith('keras.src.ops') || module.startsWith('keras.ops')
  // The older format names no modules; it says of every layer, and of no operation, whether it is trained.
  return 'inbound_nodes' in layer && !('trainable' in config) && operationNamed(className) !== undefined
}

/**
 * Creates a layer from a Keras configuration. Initial values are zeros; the weights are loaded from the file.
 *
 * @throws KerasFileError that names the layer by its path, if the layer or a setting is not supported.
 */
export function layerFromKeras(layer: KerasLayer, context: LayerContext): layers.Layer {
  const { class_name: className, config } = layer
  const { name, trainable = true } = config as { name: string; trainable?: boolean }
  if (isOperation(layer)) return operationFromKeras(layer, context)
  if (className === 'InputLayer') {
    const batchInputShape = (config.batch_shape ?? config.batch_input_shape) as (number | null)[]
    expectPrecision(config.dtype, context)
    return layers.inputLayer({ name, batchInputShape, dtype: dtypeOf(config.dtype) })
  }
  expectPrecision(config.dtype, context)
  const { classNameMap } = serialization.SerializationMap.getMap()
  const own = registered(layer, context)
  const known =
    own ??
    (kerasLayers.has(className) || className === 'ResizeWithPad'
      ? classNameMap[aliases[className] ?? className]
      : undefined)
  if (!known) throw unknown(layer, context)
  if (className === 'Lambda' && !own) throw unknown(layer, context)
  for (const [key, allowed] of Object.entries(required)) {
    if (key in config && !allowed.includes(config[key])) {
      throw unsupported(`the layer ${context.path} (${className}) has ${key}=${JSON.stringify(config[key])}`)
    }
  }
  if (className.startsWith('Random') && typeof config.interpolation === 'string' && !image.test(config.interpolation)) {
    throw unsupported(
      `the layer ${context.path} (${className}) has interpolation=${JSON.stringify(config.interpolation)}`,
    )
  }
  const entries = Object.entries(config)
    .filter(
      ([key, value]) =>
        !ignored.has(key) &&
        (value !== null || key === 'axis' || key === 'merge_mode' || key === 'standardize' || key === 'split'),
    )
    .map(([key, value]) => [renamed[className]?.[key] ?? camelCase(key), translate(key, value, context)] as const)
  const isFirst = isChannelsFirst(layer)
  const [type, fromConfig] = known
  const settings = {
    ...(className === 'LSTM' || className === 'SimpleRNN' || className === 'GRU'
      ? { recurrentInitializer: zeros }
      : {}),
    ...Object.fromEntries(entries),
    ...(typeof config.data_format === 'string' && { dataFormat: 'channelsLast' }),
    trainable,
    ...innerLayers(layer, context),
  } as unknown as serialization.ConfigDict
  const { activityRegularizer, ...others } = settings
  const made = (
    'layer' in settings || 'cells' in settings
      ? new (type as unknown as new (settings: object) => layers.Layer)(others)
      : fromConfig(type, others)
  ) as layers.Layer
  if (typeof others.activation === 'object') keepActivation(made, others.activation)
  if (others.activation === 'glu') halve(made)
  if (activityRegularizer) followActivity(made, activityRegularizer as unknown as Parameters<typeof followActivity>[1])
  const { module, registered_name: ownName } = layer
  if (own || (typeof module === 'string' && module !== 'keras.layers' && module.startsWith('keras.'))) {
    const identity = { module: module ?? null, class_name: className, registered_name: ownName ?? null }
    ;(made as { kerasIdentity?: object }).kerasIdentity = identity
  }
  return isFirst ? channelsFirst(made) : made
}

const zeros = { className: 'Zeros', config: {} }
/** Classes that Keras stores under a name other than the exported one. */
const aliases: Readonly<Record<string, string>> = { GroupQueryAttention: 'GroupedQueryAttention' }

/** Creates nested layers from their configurations. */
function innerLayers({ class_name: className, config }: KerasLayer, context: LayerContext): Record<string, unknown> {
  const make = (value: unknown): layers.Layer => {
    const inner = value as KerasLayer
    return (context.make ?? layerFromKeras)(inner, context)
  }
  if (className === 'TimeDistributed' || className === 'SpectralNormalization') return { layer: make(config.layer) }
  if (className === 'Bidirectional') {
    const backward = config.backward_layer ? { backwardLayer: make(config.backward_layer) } : {}
    return { layer: make(config.layer), ...backward }
  }
  if (className !== 'RNN') return {}
  const cell = config.cell as KerasLayer
  const stacked = cell.class_name === 'StackedRNNCells'
  const cells = stacked ? (cell.config.cells as KerasLayer[]) : [cell]
  return { cells: cells.map(make), stacked, cell: undefined }
}

function operationFromKeras(
  { class_name: className, config, module }: KerasLayer,
  context: LayerContext,
): layers.Layer {
  const { name, ...settings } = config as { name: string }
  if (!operationNamed(className)) {
    throw new KerasFileError(
      `${context.path} is the operation ${className} of keras.ops, which is not known here`,
      'Write it with other operations or layers in Keras, or cut the model before it.',
    )
  }
  return new KerasOperation({
    name,
    operation: className,
    module: module ?? 'keras.src.ops.numpy',
    settings: Object.fromEntries(Object.entries(settings).map(([key, value]) => [key, readSetting(value)])),
  })
}

/** The name that the file has for a layer. */
const nameIn = ({ given }: LayerContext, { name }: KerasConfig): string => given?.(String(name)) ?? String(name)

type Registered = (typeof serialization.SerializationMap.prototype.classNameMap)[string]

/** Returns the class or function registered for a custom layer or a Lambda. */
function registered(
  { class_name: className, config, registered_name: name }: KerasLayer,
  context: LayerContext,
): Registered | undefined {
  const { classNameMap } = serialization.SerializationMap.getMap()
  const { registered_name: lambda } = (config.function ?? {}) as { registered_name?: string }
  const keys = className === 'Lambda' ? [lambda, `Lambda>${nameIn(context, config)}`] : [name, `Custom>${className}`]
  for (const key of keys)
    if (typeof key === 'string' && key.includes('>') && classNameMap[key]) return classNameMap[key]
  return undefined
}

function unknown(
  { class_name: className, config, registered_name: name }: KerasLayer,
  context: LayerContext,
): KerasFileError {
  if (className === 'Lambda') {
    return new KerasFileError(
      `the layer ${context.path} is a Lambda, whose Python code cannot be run here`,
      `Write what it does in JavaScript: registerKerasLayer('Lambda>${nameIn(context, config)}', (x) => …).`,
    )
  }
  if (typeof name === 'string' && name.includes('>')) {
    return new KerasFileError(
      `the layer ${context.path} is a ${name}, a class of its author's own`,
      `Write it in JavaScript: registerKerasLayer('${name}', class extends tf.layers.Layer { … }).`,
    )
  }
  return unsupported(`the layer ${context.path} is a ${className}, which TensorFlow.js does not have`)
}

/** Throws for settings that would be computed differently from Keras. */
function expectPrecision(dtype: unknown, { path, precision }: LayerContext): void {
  const name = dtypeName(dtype)
  if (/float16|int8|int4|float8/.test(name) && !/^(int8|uint8|int16|uint16)$/.test(name) && precision !== 'float32') {
    throw new KerasFileError(
      `the layer ${path} computes in ${name}, and here all is computed in float32: its numbers would differ in the third digit`,
      "Load it with { precision: 'float32' } if that is precise enough, or more so.",
    )
  }
}

function translate(key: string, value: unknown, context: LayerContext): unknown {
  if (key.endsWith('initializer')) return zeros
  if (key === 'unit_forget_bias') return false // It only matters for initial values, and leaks four tensors.
  if (key.endsWith('activation')) return activation(value, context)
  if (key.endsWith('regularizer') || key.endsWith('constraint')) return limit(value as KerasLayer, context)
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const { class_name: kind, config } = value as Partial<KerasLayer>
    if (kind === '__tensor__' || kind === '__numpy__') return (config as { value: unknown }).value
  }
  return value
}

function activation(value: unknown, context: LayerContext): unknown {
  const {
    class_name: kind,
    config,
    registered_name: own,
  } = (typeof value === 'object' && value !== null ? value : {}) as Partial<KerasLayer>
  if (kind === 'function') return activation(config, context)
  if (kind !== undefined && config && kerasLayers.has(kind) && !own?.includes('>')) {
    const made = (context.make ?? layerFromKeras)({ class_name: kind, config }, context)
    return { className: made.getClassName(), config: made.getConfig() }
  }
  const name = typeof value === 'string' ? activationFromKeras(value, context.kerasVersion) : undefined
  if (name === undefined) {
    throw unsupported(
      `the layer ${context.path} has the activation ${JSON.stringify(value)}, which TensorFlow.js does not have`,
    )
  }
  return name
}

/** TensorFlow.js keeps only the name of an activation that is a layer. */
function keepActivation(layer: layers.Layer, activation: unknown): void {
  const getConfig = layer.getConfig.bind(layer)
  layer.getConfig = () => ({ ...getConfig(), activation: activation as serialization.ConfigDict })
}

/** A gated linear unit outputs half as many features as its input. */
function halve(layer: layers.Layer): void {
  if (layer.getClassName() === 'Activation') return
  const shapeOf = layer.computeOutputShape.bind(layer)
  layer.computeOutputShape = (shape) => {
    const after = shapeOf(shape) as (number | null)[]
    return [...after.slice(0, -1), after.at(-1)! / 2]
  }
}

/** A regularizer or constraint. */
function limit(value: KerasLayer, context: LayerContext): object {
  const { class_name: name, config } = value
  if (name === 'L1' || name === 'L2' || name === 'L1L2') {
    const { l1 = 0, l2 = 0 } = config as { l1?: number; l2?: number }
    return { className: 'L1L2', config: { l1, l2 } }
  }
  if (['MaxNorm', 'NonNeg', 'UnitNorm', 'MinMaxNorm', 'OrthogonalRegularizer'].includes(name)) {
    return {
      className: name,
      config: Object.fromEntries(Object.entries(config).map(([key, one]) => [camelCase(key), one])),
    }
  }
  throw unsupported(
    `the layer ${context.path} has the regularizer or constraint ${name}, which TensorFlow.js does not have`,
  )
}

/** The type of numbers that Keras names, or describes by a policy. */
export function dtypeOf(dtype: unknown): 'float32' | 'int32' | 'bool' | 'string' {
  const name = dtypeName(dtype)
  return name === 'string' || name === 'bool' ? name : name.includes('int') ? 'int32' : 'float32'
}

function unsupported(problem: string): KerasFileError {
  return new KerasFileError(problem, 'Replace it by layers that both have, or cut the model before it in Keras.')
}
