import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'

interface MaskedLayer {
  getClassName(): string
  supportsMasking?: boolean
  maskZero?: boolean
  layers?: MaskedLayer[]
  computeMask(inputs: unknown, mask: unknown): tf.Tensor | (tf.Tensor | null)[] | null
}

const makesMasks = (layers: readonly MaskedLayer[]): boolean =>
  layers.some(
    (layer) => layer.getClassName() === 'Masking' || layer.maskZero || (layer.layers && makesMasks(layer.layers)),
  )

/**
 * Runs a model and hands over the masks with which its outputs leave: a `Masking` layer, or an embedding with `maskZero`,
 * says which steps of a sequence are none. TensorFlow.js keeps them to itself.
 *
 * @returns For each output its mask, or undefined. The caller disposes them.
 */
export function outputMasks(model: LayersModel): <Result>(body: () => Result) => {
  result: Result
  masks: (tf.Tensor | undefined)[] | undefined
} {
  if (!makesMasks(model.layers as unknown as MaskedLayer[])) return (body) => ({ result: body(), masks: undefined })
  const sources = model.outputs.map(({ sourceLayer }) => sourceLayer as unknown as MaskedLayer)
  return (body) => {
    const masks: (tf.Tensor | undefined)[] = sources.map(() => undefined)
    for (const [index, layer] of sources.entries()) {
      const genuine = layer.computeMask
      layer.computeMask = (inputs, mask) => {
        const own = genuine.call(layer, inputs, mask)
        const one = Array.isArray(own) ? own[0] : own
        // Kept out of the tidy that the model runs in, and a tensor of its own: the executor disposes the other.
        masks[index] = one ? tf.keep(tf.cast(one, 'float32')) : undefined
        return own
      }
    }
    try {
      const result = body()
      const kept = masks.splice(0)
      masks.push(...kept.map((mask) => mask && tf.clone(mask)))
      tf.dispose(kept.filter((mask) => mask !== undefined))
      return { result, masks }
    } finally {
      for (const layer of sources) Reflect.deleteProperty(layer, 'computeMask')
    }
  }
}
