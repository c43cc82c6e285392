import type { layers } from '@tensorflow/tfjs-layers'
import { LayerOfLayers } from '../../layers/core/inner-layers.ts'
import { layerFromSettings } from '../../layers/core/layer-settings.ts'
import type { Argument } from '../../operators/call-template.ts'
import { KerasOperation } from '../../operators/keras-operation.ts'
import { KerasFileError } from '../keras-error.ts'
import { kerasLayers } from '../keras-layers.ts'
import { activationToKeras } from '../names/activation-names.ts'
import { snakeCase } from '../names/names.ts'
import { registeredName } from '../names/registered-name.ts'
import type { KerasConfig, KerasLayer } from '../read/layer-config.ts'

/** An object as Keras 3 writes it. */
export interface KerasObject extends KerasLayer {
  module: string
  registered_name: string | null
}

/** Describes a layer or a model that stands for one. */
export type Describe = (layer: layers.Layer, path: string) => KerasObject

/** Settings that Keras 3 does not have, or that only concern the layer's position in its model. */
const dropped = new Set([
  'alwaysTraining',
  'batchInputShape',
  'callArguments',
  'exact',
  'dtype',
  'implementation',
  'inputDType',
  'inputLength',
  'rank',
  'customObjects',
  'trainable',
  'layer',
  'backwardLayer',
  'cells',
  'stacked',
])
const renamed: Readonly<Record<string, Readonly<Record<string, string>>>> = { LeakyReLU: { alpha: 'negative_slope' } }
const droppedFrom: Readonly<Record<string, readonly string[]>> = {
  Activation: ['maxValue'],
}
/** Keras's internal names of classes that it exports under another name. */
const exported: Readonly<Record<string, string>> = { GroupedQueryAttention: 'GroupQueryAttention' }
/** Modules of classes that Keras does not export: layers of `keras.applications`. */
const unexported: Readonly<Record<string, string>> = {
  CustomScaleLayer: 'keras.src.applications.inception_resnet_v2',
  LayerScale: 'keras.src.applications.convnext',
  StochasticDepth: 'keras.src.applications.convnext',
}
/** Classes that Keras creates without a `trainable` setting. */
const untrainable = new Set(['Discretization', 'SpatialDropout1D', 'SpatialDropout2D', 'SpatialDropout3D'])
/** Settings whose absence has a different meaning. */
const keptNull = new Set(['axis', 'mergeMode', 'ngrams', 'standardize', 'split'])

/**
 * Describes a layer as Keras 3 does in its model files.
 *
 * @throws KerasFileError that names the layer by its path, if Keras does not support the layer or a setting.
 */
export function layerToKeras(layer: layers.Layer, path: string, describe: Describe = layerToKeras): KerasObject {
  const className = layer.getClassName()
  const { name } = layer
  const trainable = layer.trainable || layer.weights.length === 0
  const registered = registeredName(layer)
  const own =
    (layer as { kerasIdentity?: Partial<KerasObject> }).kerasIdentity ??
    (registered ? identityOf(registered) : undefined) ??
    (Object.hasOwn(unexported, className)
      ? { module: unexported[className]!, class_name: className, registered_name: className }
      : undefined)
  const object = (class_name: string, config: KerasConfig): KerasObject => {
    return {
      module: own ? (own.module as string) : 'keras.layers',
      class_name: own?.class_name ?? exported[class_name] ?? class_name,
      config: { ...(untrainable.has(className) ? {} : { trainable }), ...config },
      registered_name: own?.registered_name ?? null,
    }
  }
  if (layer instanceof KerasOperation) return operationToKeras(layer)
  if (className === 'ResizeWithPad') return object('Resizing', resizingOf(layer, path))
  if (!kerasLayers.has(className) && !own && !className.endsWith('Cell')) {
    throw unsupported(`the layer ${path} is a ${className}, which Keras does not have`)
  }
  const config = layer.getConfig() as Record<string, unknown>
  if (className === 'InputLayer') {
    return {
      ...object(className, {}),
      config: { name, batch_shape: layer.batchInputShape, dtype: layer.dtype ?? 'float32' },
    }
  }
  const entries = Object.entries(config)
    .filter(
      ([key, value]) =>
        !dropped.has(key) &&
        !droppedFrom[className]?.includes(key) &&
        (value !== null || keptNull.has(key)) &&
        value !== undefined,
    )
    .map(([key, value]) => [renamed[className]?.[key] ?? snakeCase(key), translate(key, value, path)] as const)
  return object(className, { ...Object.fromEntries(entries), name, ...innerOf(layer, path, describe) })
}

/** Describes nested layers under Keras's names. */
function innerOf(layer: layers.Layer, path: string, describe: Describe): Record<string, unknown> {
  if (!(layer instanceof LayerOfLayers)) return {}
  const className = layer.getClassName()
  const inner = layer.innerLayers().map(([, one]) => describe(one, `${path}/${one.name}`))
  if (className === 'TimeDistributed' || className === 'SpectralNormalization') return { layer: inner[0] }
  if (className === 'Bidirectional') return { layer: inner[0], backward_layer: inner[1] }
  if (className !== 'RNN') return {}
  if (!(layer as unknown as { options: { stacked: boolean } }).options.stacked) return { cell: inner[0] }
  const stack = { name: `${layer.name}_cells`, cells: inner }
  return { cell: { module: 'keras.layers', class_name: 'StackedRNNCells', config: stack, registered_name: null } }
}

/** Describes a custom class in Keras's format. */
function identityOf(registered: string): Partial<KerasObject> {
  if (registered.startsWith('Lambda>')) {
    throw new KerasFileError(
      `the layer is the Lambda ${registered.slice(7)}, whose Python code is not known here`,
      'Write the layer as a class of its own in Keras and in JavaScript.',
    )
  }
  return { module: null as unknown as string, class_name: registered.split('>')[1]!, registered_name: registered }
}

function operationToKeras({ name, options }: KerasOperation): KerasObject {
  const settings = Object.entries(options.settings).map(([key, value]) => [key, settingToKeras(value)])
  const { operation, module } = options
  return {
    module,
    class_name: operation,
    config: { name, ...Object.fromEntries(settings) },
    registered_name: operation,
  }
}

/** A constant of a call or setting as Keras writes it; tensors by `tensor`. */
export function settingToKeras(value: Argument, tensor: (index: number) => unknown = () => null): unknown {
  if (typeof value !== 'object' || value === null) return value
  const all = (one: Argument): unknown => settingToKeras(one, tensor)
  if ('tensor' in value) return tensor(value.tensor)
  if ('list' in value) return value.list.map(all)
  if ('slice' in value) {
    const [start, stop, step] = value.slice.map(all)
    return { class_name: '__slice__', config: { start, stop, step } }
  }
  if ('constant' in value) {
    return { class_name: '__numpy__', config: { value: value.constant, dtype: value.dtype } }
  }
  if ('ellipsis' in value.record) return { class_name: '__ellipsis__', config: {} }
  return Object.fromEntries(Object.entries(value.record).map(([key, one]) => [key, all(one)]))
}

function translate(key: string, value: unknown, path: string): unknown {
  if (/activation$/i.test(key)) {
    if (typeof value === 'object' && value !== null) {
      const { module, class_name, config } = layerToKeras(layerFromSettings(value as never), path)
      return { module, class_name, config, registered_name: null }
    }
    const name = activationToKeras(String(value))
    if (!name) {
      throw unsupported(
        `the layer ${path} has ${key}=${value}, which Keras 3 does not have`,
        `Build it with another ${key}.`,
      )
    }
    return name
  }
  if (/initializer$/i.test(key)) return settings('keras.initializers', value)
  if (/regularizer$/i.test(key)) return settings('keras.regularizers', value)
  if (/constraint$/i.test(key)) return settings('keras.constraints', value)
  if (key === 'dataFormat') return value === 'channelsFirst' ? 'channels_first' : 'channels_last'
  return value
}

function settings(module: string, value: unknown): KerasObject {
  const { className, config } = value as { className: string; config: Record<string, unknown> }
  const entries = Object.entries(config)
    .filter(([key]) => key !== 'customObjects')
    .map(([key, one]) => [snakeCase(key), typeof one === 'string' ? snakeCase(one) : (one ?? null)])
  return { module, class_name: className, config: Object.fromEntries(entries), registered_name: null }
}

/** Keras has no layer that resizes with padding; without padding, resizing is equivalent. */
function resizingOf(layer: layers.Layer, path: string): KerasConfig {
  const { name, height, width } = layer.getConfig() as { name: string; height: number; width: number }
  const [, rows, columns] = layer.inboundNodes[0]!.inputTensors[0]!.shape
  if (!rows || !columns || rows * width !== columns * height) {
    throw unsupported(
      `the layer ${path} pads images, for which Keras has no layer`,
      'Give the model images of the shape of its backbone, resized before.',
    )
  }
  return { name, height, width, interpolation: 'bilinear' }
}

function unsupported(
  problem: string,
  advice = 'Save the model with saveModel, or build it without that layer.',
): KerasFileError {
  return new KerasFileError(problem, advice)
}
