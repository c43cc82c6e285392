import { serialization } from '@tensorflow/tfjs-core'
import type { layers } from '@tensorflow/tfjs-layers'

/** A layer as TensorFlow.js's model files describe it. */
export interface LayerSettings {
  className: string
  config: Record<string, unknown>
}

/** Creates a layer, or a model used as one, from its description. */
export function layerFromSettings({ className, config }: LayerSettings): layers.Layer {
  const known = serialization.SerializationMap.getMap().classNameMap[className === 'Functional' ? 'Model' : className]
  if (!known) throw new Error(`it has a layer of the unknown class ${className}`)
  const [type, fromConfig] = known
  return fromConfig(type, config as serialization.ConfigDict) as layers.Layer
}

/** Describes a layer. */
export function settingsOfLayer(layer: layers.Layer): LayerSettings {
  return { className: layer.getClassName(), config: layer.getConfig() as Record<string, unknown> }
}

/** The `fromConfig` of a layer around another one, `layer` in its settings. */
export function fromOuterSettings<Made extends serialization.Serializable>(
  Class: serialization.SerializableConstructor<Made>,
  config: serialization.ConfigDict,
): Made {
  const layer = layerFromSettings(config.layer as unknown as LayerSettings)
  return new (Class as unknown as new (options: object) => Made)({ ...config, layer })
}
