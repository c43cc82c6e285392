import type { Shape } from '@tensorflow/tfjs-layers'

/** The shape that a layer with one input was built for. */
export function oneShape(shape: Shape | Shape[]): Shape {
  return Array.isArray(shape[0]) ? shape[0] : (shape as Shape)
}
