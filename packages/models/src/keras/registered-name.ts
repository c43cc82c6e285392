import { serialization } from '@tensorflow/tfjs-core'
import type { layers } from '@tensorflow/tfjs-layers'

/** The name under which the class of a layer was registered with `registerKerasLayer`, or undefined. */
export function registeredName(layer: layers.Layer): string | undefined {
  const { classNameMap } = serialization.SerializationMap.getMap()
  const found = Object.entries(classNameMap).find(([name, [Class]]) => {
    return name.includes('>') && (Class as unknown) === layer.constructor
  })
  return found?.[0]
}
