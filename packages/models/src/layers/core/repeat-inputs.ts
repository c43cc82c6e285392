import * as tf from '@tensorflow/tfjs-core'
import type { layers, Shape } from '@tensorflow/tfjs-layers'
import { allShapes } from '../one-shape.ts'

/**
 * Makes a layer use some of its inputs more than once, such as `Add()([x, x])`. TensorFlow.js disposes a tensor that is
 * passed twice too early, so a model passes it once.
 *
 * @param order Index of the model's tensor for each input of the layer.
 */
export function repeatInputs(layer: layers.Layer, order: readonly number[]): void {
  Object.assign(layer, { onlyForKeras: 'is called with an input twice' })
  const spread = <Value>(inputs: Value | Value[]): Value | Value[] => {
    const list = Array.isArray(inputs) ? inputs : [inputs]
    return order.map((index) => list[index]!)
  }
  const shapes = (shape: Shape | Shape[]): Shape[] => {
    const list = allShapes(shape)
    return order.map((index) => list[index]!)
  }
  const inner = layer as unknown as { assertInputCompatibility(inputs: unknown): void }
  const [apply, build, shapeOf, compatible] = [
    layer.apply.bind(layer),
    layer.build.bind(layer),
    layer.computeOutputShape.bind(layer),
    inner.assertInputCompatibility.bind(layer),
  ]
  let isSpread = false
  layer.build = (shape) => build(shapes(shape))
  layer.computeOutputShape = (shape) => shapeOf(shapes(shape))
  inner.assertInputCompatibility = (inputs) => compatible(isSpread ? inputs : spread(inputs))
  layer.apply = ((inputs: never, kwargs: never) => {
    const [first] = [inputs].flat() as unknown[]
    if (!(first instanceof tf.Tensor)) return apply(inputs, kwargs)
    isSpread = true
    try {
      return apply(spread(inputs) as never, kwargs)
    } finally {
      isSpread = false
    }
  }) as layers.Layer['apply']
}
