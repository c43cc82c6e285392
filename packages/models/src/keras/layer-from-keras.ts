import { serialization } from '@tensorflow/tfjs-core'
import { layers } from '@tensorflow/tfjs-layers'
import { activationFromKeras } from './activation-names.ts'
import { KerasFileError } from './keras-error.ts'
import { kerasLayers } from './keras-layers.ts'
import { camelCase } from './names.ts'

/** A layer's settings as Keras writes them. */
export type KerasConfig = Readonly<Record<string, unknown>>
/** A layer in a Keras configuration. */
export interface KerasLayer {
  class_name: string
  config: KerasConfig
}

/** Where a layer stands, for error messages, and who wrote it. */
export interface LayerContext {
  /** Names of the models it is in and its own, joined by slashes. */
  path: string
  kerasVersion: string
}

/** Settings that TensorFlow.js cannot follow, with the only values it can. */
const required: Readonly<Record<string, readonly unknown[]>> = {
  data_format: ['channels_last', null],
  groups: [1],
  stateful: [false],
  return_state: [false],
  crop_to_aspect_ratio: [false],
  pad_to_aspect_ratio: [false],
  antialias: [false],
  rms_scaling: [false],
  ragged: [false],
  sparse: [false],
  renorm: [false],
  output_mode: ['int'],
}
const grouped = new Set(['GroupNormalization'])

/** Names that differ by more than their case. */
const renamed: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  InputLayer: { batch_shape: 'batchInputShape', batch_input_shape: 'batchInputShape' },
  LeakyReLU: { negative_slope: 'alpha' },
}

/**
 * Makes the layer that a Keras configuration describes. Initial values are zeros: the weights come from the file.
 *
 * @throws KerasFileError that names the layer by its path, if there is no such layer or setting in TensorFlow.js.
 */
export function layerFromKeras({ class_name: className, config }: KerasLayer, context: LayerContext): layers.Layer {
  const { name, trainable = true } = config as { name: string; trainable?: boolean }
  const inner = (key: string): layers.Layer => {
    const wrapped = config[key] as KerasLayer
    return layerFromKeras(wrapped, { ...context, path: `${context.path}/${(wrapped.config as { name: string }).name}` })
  }
  if (className === 'TimeDistributed') return layers.timeDistributed({ name, trainable, layer: inner('layer') })
  if (className === 'Bidirectional') {
    const mergeMode = config.merge_mode as 'concat'
    return layers.bidirectional({ name, trainable, layer: inner('layer') as layers.RNN, mergeMode })
  }
  const Class = serialization.SerializationMap.getMap().classNameMap[className]
  if (!(kerasLayers.has(className) || className === 'ResizeWithPad') || !Class) {
    throw unsupported(`the layer ${context.path} is a ${className}, which TensorFlow.js does not have`)
  }
  for (const [key, allowed] of Object.entries(required)) {
    if (key in config && !(key === 'groups' && grouped.has(className)) && !allowed.includes(config[key])) {
      throw unsupported(`the layer ${context.path} (${className}) has ${key}=${JSON.stringify(config[key])}`)
    }
  }
  const { fill_mode: fill = 'reflect', interpolation = 'bilinear' } = config
  if (className.startsWith('Random') && (fill !== 'reflect' || interpolation !== 'bilinear')) {
    throw unsupported(
      `the layer ${context.path} (${className}) has fill_mode="${fill}", interpolation="${interpolation}"`,
    )
  }
  if (config.padding === 'causal') throw unsupported(`the layer ${context.path} (${className}) has padding="causal"`)
  const entries = Object.entries(config)
    .filter(([key, value]) => key !== 'dtype' && value !== null && key !== 'build_config')
    .map(([key, value]) => [renamed[className]?.[key] ?? camelCase(key), translate(key, value, context)] as const)
  const zeros = { className: 'Zeros', config: {} }
  const dtype = className === 'InputLayer' ? { dtype: dtypeOf(config.dtype) } : {}
  const [type, fromConfig] = Class
  return fromConfig(type, {
    recurrentInitializer: zeros,
    ...Object.fromEntries(entries),
    ...dtype,
  } as serialization.ConfigDict) as layers.Layer
}

function translate(key: string, value: unknown, context: LayerContext): unknown {
  if (key.endsWith('initializer')) return { className: 'Zeros', config: {} }
  if (key === 'unit_forget_bias') return false // It only matters for initial values, and leaks four tensors.
  if (key.endsWith('activation')) return activation(value, context)
  if (key.endsWith('regularizer') || key.endsWith('constraint')) return limit(value as KerasLayer, context)
  return key === 'data_format' ? 'channelsLast' : value
}

function activation(value: unknown, context: LayerContext): string {
  const name = typeof value === 'string' ? activationFromKeras(value, context.kerasVersion) : undefined
  if (name === undefined) {
    throw unsupported(
      `the layer ${context.path} has the activation ${JSON.stringify(value)}, which TensorFlow.js does not have`,
    )
  }
  return name
}

/** A regularizer or constraint. */
function limit(value: KerasLayer, context: LayerContext): object {
  const { class_name: name, config } = value
  if (name === 'L1' || name === 'L2' || name === 'L1L2') {
    const { l1 = 0, l2 = 0 } = config as { l1?: number; l2?: number }
    return { className: 'L1L2', config: { l1, l2 } }
  }
  if (name === 'MaxNorm' || name === 'NonNeg' || name === 'UnitNorm' || name === 'MinMaxNorm') {
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
export function dtypeOf(dtype: unknown): 'float32' | 'int32' | 'bool' {
  const name = typeof dtype === 'object' && dtype !== null ? (dtype as KerasLayer).config?.name : dtype
  return typeof name === 'string' && name.includes('int') ? 'int32' : name === 'bool' ? 'bool' : 'float32'
}

function unsupported(problem: string): KerasFileError {
  return new KerasFileError(problem, 'Replace it by layers that both have, or cut the model before it in Keras.')
}
