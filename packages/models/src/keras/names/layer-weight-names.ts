import type { layers } from '@tensorflow/tfjs-layers'
import type { Weight } from '../../weights/named-weights.ts'
import { legacyWeights } from '../read/read-weights.ts'

/** The weights of a layer in the order and with the names of Keras's older layout, each name once. */
export function nameOfLayerWeights(layer: layers.Layer): { name: string; weight: Weight }[] {
  const used = new Set<string>()
  return legacyWeights(layer).map((weight) => {
    let name = weight.originalName
    for (let copy = 1; used.has(name); copy++) name = `${weight.originalName}_${copy}`
    used.add(name)
    return { name, weight }
  })
}
