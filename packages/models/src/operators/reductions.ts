import * as tf from '@tensorflow/tfjs-core'
import { constantOf } from '../layers/core/constant-of.ts'
import { maxOver, minOver } from '../layers/core/max-over.ts'
import { axesOf, floats, type Operation, smooth, stepwise, tensorOf, unary, type Values } from './operation.ts'

type Axes = number | number[] | undefined
const reduction = (run: (x: tf.Tensor, axes: Axes, keepdims: boolean) => tf.Tensor, fractions = false): Operation =>
  (fractions ? smooth : unary)((x: tf.Tensor, { axis, keepdims }: Values) =>
    run(x, axesOf(axis), keepdims === true),
  ) as Operation
const number = (x: tf.Tensor): tf.Tensor => (x.dtype === 'bool' ? tf.cast(x, 'int32') : x)
const variance = (x: tf.Tensor, axes: Axes, keepdims: boolean): tf.Tensor => tf.moments(x, axes, keepdims).variance

/** Indices of the largest or smallest value along an axis, or overall. */
const place = (find: typeof tf.argMax): Operation =>
  unary((x, { axis, keepdims }) => {
    if (axis === null || axis === undefined) {
      const found = find(tf.reshape(x, [-1]), 0)
      return keepdims === true
        ? tf.reshape(
            found,
            x.shape.map(() => 1),
          )
        : found
    }
    const at = (axis as number) < 0 ? x.rank + (axis as number) : (axis as number)
    const found = find(x, at)
    return keepdims === true ? tf.expandDims(found, at) : found
  })

/** Cumulative sum or product along an axis. */
const cumulative = (run: (x: tf.Tensor, axis: number) => tf.Tensor): Operation =>
  unary((x, { axis }) =>
    typeof axis === 'number' ? run(x, axis < 0 ? x.rank + axis : axis) : run(tf.reshape(x, [-1]), 0),
  )

/** Numbers from the last axis, by their places there; unlike `tf.topk` with a gradient. */
function takeLast(x: tf.Tensor, places: tf.Tensor): tf.Tensor {
  const size = x.shape.at(-1)!
  const rows = x.size / size
  const count = places.shape.at(-1)!
  const starts = tf.mul(tf.range(0, rows, 1, 'int32'), tf.scalar(size, 'int32'))
  const flat = tf.add(tf.reshape(places, [rows, count]), tf.expandDims(starts, 1))
  return tf.reshape(tf.gather(tf.reshape(x, [-1]), tf.reshape(flat, [-1]) as tf.Tensor1D), places.shape)
}

/** Sorted along an axis, smallest first. */
function sorted(x: tf.Tensor, axis: number): { values: tf.Tensor; indices: tf.Tensor } {
  const last = x.rank - 1
  const at = axis < 0 ? x.rank + axis : axis
  const order = x.shape.map((_, index) => (index === at ? last : index === last ? at : index))
  const moved = at === last ? x : tf.transpose(x, order)
  const indices = constantOf(() => tf.topk(tf.neg(moved), moved.shape.at(-1)!).indices)
  const back = (one: tf.Tensor) => (at === last ? one : tf.transpose(one, order))
  return { values: back(takeLast(moved, indices)), indices: back(indices) }
}

/** Reductions and sorting. */
export const reductions: Readonly<Record<string, Operation>> = {
  All: stepwise(reduction((x, axes, keepdims) => tf.all(tf.cast(x, 'bool'), axes, keepdims))),
  Any: stepwise(reduction((x, axes, keepdims) => tf.any(tf.cast(x, 'bool'), axes, keepdims))),
  Amax: reduction(maxOver),
  Amin: reduction(minOver),
  Argmax: stepwise(place(tf.argMax)),
  Argmin: stepwise(place(tf.argMin)),
  Argsort: stepwise(unary((x, { axis = -1 }) => sorted(x, axis as number).indices)),
  Average: {
    parameters: ['x', 'weights'],
    run: ({ x, weights, axis }) => {
      const values = floats(x)
      if (weights === null || weights === undefined) return tf.mean(values, axesOf(axis))
      const shares = floats(weights)
      const at = axesOf(axis)
      const spread =
        shares.rank === 1 && typeof at === 'number'
          ? tf.reshape(
              shares,
              values.shape.map((_, index) => (index === (at < 0 ? values.rank + at : at) ? -1 : 1)),
            )
          : shares
      const full = tf.broadcastTo(spread, values.shape)
      return tf.div(tf.sum(tf.mul(values, full), at), tf.sum(full, at))
    },
  },
  CountNonzero: stepwise(reduction((x, axes) => tf.sum(tf.cast(tf.notEqual(x, tf.scalar(0, x.dtype)), 'int32'), axes))),
  Cumprod: cumulative((x, axis) => tf.cumprod(number(x), axis)),
  Cumsum: cumulative((x, axis) => tf.cumsum(number(x), axis)),
  Logsumexp: reduction((x, axes, keepdims) => tf.logSumExp(x, axes, keepdims), true),
  Max: reduction(maxOver),
  Mean: reduction((x, axes, keepdims) => tf.mean(x, axes, keepdims), true),
  Median: reduction((x, axes, keepdims) => {
    const at =
      axes === undefined
        ? x.shape.map((_, index) => index)
        : [axes].flat().map((axis) => (axis < 0 ? x.rank + axis : axis))
    const kept = x.shape.map((_, index) => index).filter((index) => !at.includes(index))
    const flat = tf.reshape(tf.transpose(x, [...kept, ...at]), [...kept.map((index) => x.shape[index]!), -1])
    const { values } = sorted(flat, -1)
    const size = values.shape.at(-1)!
    const begin = (index: number) => values.shape.map((_, axis) => (axis === values.rank - 1 ? index : 0))
    const one = values.shape.map((length, axis) => (axis === values.rank - 1 ? 1 : length))
    const [low, high] = [
      tf.slice(values, begin(Math.floor((size - 1) / 2)), one),
      tf.slice(values, begin(Math.floor(size / 2)), one),
    ]
    const middle = tf.squeeze(tf.div(tf.add(low, high), 2), [values.rank - 1])
    return keepdims
      ? tf.reshape(
          middle,
          x.shape.map((length, index) => (at.includes(index) ? 1 : length)),
        )
      : middle
  }, true),
  Min: reduction(minOver),
  Moments: unary((x, { axes, keepdims }) => {
    const { mean, variance } = tf.moments(x, axes as number[], keepdims === true)
    return [mean, variance]
  }),
  Norm: reduction((x, axes, keepdims) => tf.norm(x, 'euclidean', axes as number, keepdims), true),
  Prod: reduction((x, axes, keepdims) => tf.prod(number(x), axes, keepdims)),
  Ptp: reduction((x, axes, keepdims) => tf.sub(maxOver(x, axes, keepdims), minOver(x, axes, keepdims))),
  Sort: unary((x, { axis = -1 }) => sorted(x, axis as number).values),
  Std: reduction((x, axes, keepdims) => tf.sqrt(variance(x, axes, keepdims)), true),
  Sum: reduction((x, axes, keepdims) => tf.sum(number(x), axes, keepdims)),
  TopK: unary((x, { k, sorted: inOrder }) => {
    const indices = constantOf(() => tf.topk(x, k as number, inOrder !== false).indices)
    return [takeLast(x, indices), indices]
  }),
  Var: reduction(variance, true),
  Size: unary((x) => tf.scalar(tensorOf(x).size, 'int32')),
}
