import type { Shape } from '@tensorflow/tfjs-layers'

/** Returns the input shape of a layer with a single input. */
export function oneShape(shape: Shape | Shape[]): Shape {
  return Array.isArray(shape[0]) ? shape[0] : (shape as Shape)
}

/** Returns the input shapes of a layer as a list, also for a single input. */
export function allShapes(shape: Shape | Shape[]): Shape[] {
  return Array.isArray(shape[0]) ? (shape as Shape[]) : [shape as Shape]
}
