import type { FeatureOrder } from './feature-order.ts'

/**
 * Puts one axis of a tensor in another order: number `index` of the result is number `order[index]` of the tensor, or
 * the other way round.
 */
export function orderFeatures(
  values: Float32Array,
  shape: readonly number[],
  { axis, order, isBack = false }: { axis: number; order: FeatureOrder; isBack?: boolean },
): Float32Array {
  const inner = shape.slice(axis + 1).reduce((product, size) => product * size, 1)
  const size = shape[axis]!
  const result = new Float32Array(values.length)
  for (let outer = 0; outer < values.length; outer += size * inner) {
    for (const [index, place] of order.entries()) {
      const [from, to] = isBack ? [index, place] : [place, index]
      result.set(values.subarray(outer + from * inner, outer + (from + 1) * inner), outer + to * inner)
    }
  }
  return result
}
