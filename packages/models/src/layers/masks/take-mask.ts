import * as tf from '@tensorflow/tfjs-core'
import type { layers, Shape } from '@tensorflow/tfjs-layers'
import { setMask } from './mask-of.ts'

/** Makes a layer use one of its inputs as the mask of the first. */
export function takeMask(layer: layers.Layer, index: number): void {
  Object.assign(layer, { onlyForKeras: 'is called with a mask' })
  const others = <Value>(inputs: readonly Value[]): Value | Value[] => {
    const kept = inputs.filter((_, at) => at !== index)
    return kept.length === 1 ? kept[0]! : kept
  }
  const shapes = (shape: Shape | Shape[]): Shape | Shape[] =>
    Array.isArray(shape[0]) ? others(shape as Shape[]) : (shape as Shape)
  const [apply, build, shapeOf, compatible] = [
    layer.apply.bind(layer),
    layer.build.bind(layer),
    layer.computeOutputShape.bind(layer),
    (layer as unknown as { assertInputCompatibility(inputs: unknown): void }).assertInputCompatibility.bind(layer),
  ]
  layer.build = (shape) => build(shapes(shape))
  layer.computeOutputShape = (shape) => shapeOf(shapes(shape))
  ;(layer as unknown as { assertInputCompatibility(inputs: unknown): void }).assertInputCompatibility = (inputs) =>
    compatible(Array.isArray(inputs) && inputs.length > index ? others(inputs) : inputs)
  layer.apply = ((inputs: never, kwargs: never) => {
    const list = inputs as tf.Tensor[]
    if (!Array.isArray(list) || !(list[0] instanceof tf.Tensor)) return apply(inputs, kwargs)
    const masked = tf.clone(list[0]!)
    setMask(masked, list[index])
    return apply(others([masked, ...list.slice(1)]), kwargs)
  }) as layers.Layer['apply']
}
