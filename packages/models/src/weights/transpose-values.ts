/**
 * Returns the numbers of an array with its axes in another order, as `numpy.transpose`.
 *
 * @param order For each axis of the result, the axis of the array that it is.
 */
export function transposeValues(
  values: ArrayLike<number>,
  shape: readonly number[],
  order: readonly number[],
): { values: Float32Array<ArrayBuffer>; shape: number[] } {
  const to = order.map((axis) => shape[axis]!)
  const steps = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, size) => product * size, 1))
  const result = new Float32Array(values.length)
  const place = Array<number>(to.length).fill(0)
  let from = 0
  for (let index = 0; index < result.length; index++) {
    result[index] = values[from]!
    for (let axis = to.length - 1; axis >= 0; axis--) {
      const step = steps[order[axis]!]!
      from += step
      place[axis]!++
      if (place[axis]! < to[axis]!) break
      from -= step * to[axis]!
      place[axis] = 0
    }
  }
  return { values: result, shape: to }
}
