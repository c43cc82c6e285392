import * as tf from '@tensorflow/tfjs-core'
import type { layers, SymbolicTensor } from '@tensorflow/tfjs-layers'
import { isMaskTaken, maskOf, setMask, setMaskTaken } from './mask-of.ts'
import { maskRuleOf } from './mask-rules.ts'
import { runWithMasks } from './run-with-masks.ts'

type Concrete = tf.Tensor | tf.Tensor[]
/** A layer with its own mask rules. */
export interface OwnMasks {
  /** Computes the masks of the outputs from those of the inputs. */
  masksAfter?(masks: readonly (tf.Tensor | undefined)[], inputs: readonly tf.Tensor[]): (tf.Tensor | undefined)[]
}

const followed = new WeakSet<layers.Layer>()

/**
 * Makes a layer follow Keras's mask rules: masks propagate with the tensors from layer to layer, and layers that use
 * them receive them as `mask` (one or a list, like the inputs). TensorFlow.js itself passes the first mask of a model
 * to every later layer.
 */
export function followMasks<Layer extends layers.Layer>(layer: Layer): Layer {
  if (followed.has(layer)) return layer
  followed.add(layer)
  const apply = layer.apply.bind(layer)
  const className = layer.getClassName()
  layer.supportsMasking = false
  layer.computeMask = () => null as unknown as tf.Tensor
  layer.apply = ((inputs: Concrete | SymbolicTensor | SymbolicTensor[], kwargs: Record<string, unknown> = {}) => {
    const list = [inputs].flat() as (tf.Tensor | SymbolicTensor)[]
    if (!list.every((one) => one instanceof tf.Tensor)) return apply(inputs, kwargs)
    const masks = list.map(maskOf)
    const { mask: _, ...others } = kwargs
    const isMasked = masks.some((mask) => mask)
    const isTaken = (list as tf.Tensor[]).some(isMaskTaken)
    if ('layers' in layer) {
      const isPlain = !isMasked && !makesMasks(layer)
      return isPlain ? apply(inputs, others) : runWithMasks(layer, list as tf.Tensor[], others)
    }
    const outputs = apply(inputs, isMasked ? { ...others, mask: Array.isArray(inputs) ? masks : masks[0] } : others)
    const after = masksAfter(layer, className, masks, list, isMasked)
    for (const [index, output] of ([outputs].flat() as tf.Tensor[]).entries()) {
      setMask(output, copyOf(after[index]))
      if (isTaken) setMaskTaken(output)
    }
    return outputs
  }) as Layer['apply']
  return layer
}

function masksAfter(
  layer: layers.Layer & OwnMasks,
  className: string,
  masks: readonly (tf.Tensor | undefined)[],
  inputs: readonly tf.Tensor[],
  isMasked: boolean,
): readonly (tf.Tensor | undefined)[] {
  if (layer.masksAfter) return layer.masksAfter(masks, inputs)
  if (!isMasked && !makesMasks(layer)) return []
  const rule = maskRuleOf(className)
  const mask = rule?.(masks, inputs, layer)
  return [mask]
}

/** Returns whether a layer, or one in a nested model, creates a mask for its output. */
function makesMasks(layer: layers.Layer): boolean {
  if ('layers' in layer) return (layer.layers as layers.Layer[]).some(makesMasks)
  const { maskZero } = layer as unknown as { maskZero?: boolean }
  return layer.getClassName() === 'Masking' || maskZero === true
}

/** A mask may be an input of the model, which others dispose of. */
function copyOf(mask: tf.Tensor | undefined): tf.Tensor | undefined {
  return mask && tf.clone(mask)
}
