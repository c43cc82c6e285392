import type { layers } from '@tensorflow/tfjs-layers'
import { activationToKeras } from './activation-names.ts'
import { KerasFileError } from './keras-error.ts'
import { kerasLayers } from './keras-layers.ts'
import type { KerasConfig, KerasLayer } from './layer-from-keras.ts'
import { snakeCase } from './names.ts'

/** An object as Keras 3 writes it. */
export interface KerasObject extends KerasLayer {
  module: string
  registered_name: string | null
}

/** Settings that Keras 3 does not have, or that only say how a layer stands in its model. */
const dropped = new Set([
  'batchInputShape',
  'dtype',
  'implementation',
  'inputDType',
  'inputLength',
  'rank',
  'customObjects',
  'trainable',
])
const renamed: Readonly<Record<string, Readonly<Record<string, string>>>> = { LeakyReLU: { alpha: 'negative_slope' } }
const droppedFrom: Readonly<Record<string, readonly string[]>> = {
  SpatialDropout1D: ['noiseShape'],
  Activation: ['maxValue'],
}

/**
 * Describes a layer as Keras 3 does in its model files.
 *
 * @throws KerasFileError that names the layer by its path, if Keras has no such layer or setting.
 */
export function layerToKeras(layer: layers.Layer, path: string): KerasObject {
  const className = layer.getClassName()
  const { name } = layer
  const frozen = !layer.trainable && layer.weights.length > 0 ? { trainable: false } : {}
  const object = (class_name: string, config: KerasConfig): KerasObject => {
    return {
      module: 'keras.layers',
      class_name,
      config: { ...config, ...frozen },
      registered_name: null,
    }
  }
  const {
    forwardLayer,
    layer: wrapped,
    mergeMode,
  } = layer as unknown as Record<string, layers.Layer> & { mergeMode: string }
  if (className === 'Bidirectional' && forwardLayer) {
    const inner = layerToKeras(forwardLayer, `${path}/${forwardLayer.name}`)
    const plain = { ...inner, config: { ...inner.config, name: forwardLayer.name.replace(/^forward_/, '') } }
    return object(className, { name, layer: plain, merge_mode: mergeMode })
  }
  if (className === 'TimeDistributed' && wrapped) {
    return object(className, { name, layer: layerToKeras(wrapped, `${path}/${wrapped.name}`) })
  }
  if (className === 'ResizeWithPad') return object('Resizing', resizingOf(layer, path))
  if (!kerasLayers.has(className)) throw unsupported(`the layer ${path} is a ${className}, which Keras does not have`)
  const config = layer.getConfig() as Record<string, unknown>
  if (className === 'InputLayer') {
    return {
      ...object(className, {}),
      config: { name, batch_shape: layer.batchInputShape, dtype: layer.dtype ?? 'float32' },
    }
  }
  if (className === 'SeparableConv2D')
    config.depthMultiplier = (layer as unknown as { depthMultiplier: number }).depthMultiplier
  const entries = Object.entries(config)
    .filter(
      ([key, value]) =>
        !dropped.has(key) && !droppedFrom[className]?.includes(key) && value !== null && value !== undefined,
    )
    .map(([key, value]) => [renamed[className]?.[key] ?? snakeCase(key), translate(key, value, path)] as const)
  return object(className, Object.fromEntries(entries))
}

function translate(key: string, value: unknown, path: string): unknown {
  if (/activation$/i.test(key)) {
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
  return key === 'dataFormat' ? 'channels_last' : value
}

function settings(module: string, value: unknown): KerasObject {
  const { className, config } = value as { className: string; config: Record<string, unknown> }
  const entries = Object.entries(config).map(([key, one]) => [
    snakeCase(key),
    typeof one === 'string' ? snakeCase(one) : (one ?? null),
  ])
  return { module, class_name: className, config: Object.fromEntries(entries), registered_name: null }
}

/** Keras has no layer that pads; where there is nothing to pad, resizing is the same. */
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
