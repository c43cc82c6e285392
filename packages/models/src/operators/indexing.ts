import * as tf from '@tensorflow/tfjs-core'
import type { Given, Slice } from './call-template.ts'
import { integers, numbersOf, type Operation, tensorOf, typeNamed, unary, type Value } from './operation.ts'

type Key = Given<tf.Tensor>
const isSlice = (key: Key): key is Slice<tf.Tensor> => typeof key === 'object' && key !== null && 'slice' in key
const isEllipsis = (key: Key): boolean => typeof key === 'object' && key !== null && 'ellipsis' in key

/** Python's `x[key]`: numbers, slices, None, an ellipsis, and one list of places. */
function getItem(x: tf.Tensor, key: Value): tf.Tensor {
  const list = (Array.isArray(key) ? key : [key]) as Key[]
  const taking = list.filter((one) => one !== null && !isEllipsis(one)).length
  const keys = list.flatMap((one) =>
    isEllipsis(one) ? Array<Key>(x.rank - taking).fill({ slice: [null, null, null] }) : [one],
  )
  let axis = 0
  let value = x
  for (const one of keys) {
    if (one === null) {
      value = tf.expandDims(value, axis++)
    } else if (typeof one === 'number') {
      const size = value.shape[axis]!
      const at = one < 0 ? size + one : one
      if (!(at >= 0 && at < size)) throw new RangeError(`expected a place below ${size}, received ${one}`)
      value = tf.squeeze(cut(value, axis, at, 1), [axis])
    } else if (isSlice(one)) {
      value = sliced(value, axis++, one)
    } else {
      const places = integers(one)
      value = tf.gather(value, wrapped(places, value.shape[axis]!), axis)
      axis += places.rank
    }
  }
  return value === x ? tf.clone(x) : value
}

function cut(x: tf.Tensor, axis: number, from: number, size: number): tf.Tensor {
  return tf.slice(
    x,
    x.shape.map((_, index) => (index === axis ? from : 0)),
    x.shape.map((length, index) => (index === axis ? size : length)),
  )
}

/** Python's slices: bounds beyond the ends are the ends, negative ones count from the end. */
function sliced(x: tf.Tensor, axis: number, { slice: [start, stop, step] }: Slice<tf.Tensor>): tf.Tensor {
  const size = x.shape[axis]!
  const by = (step as number | null) ?? 1
  const clamp = (bound: number, low: number, high: number) =>
    Math.min(Math.max(bound < 0 ? bound + size : bound, low), high)
  const from =
    start === null ? (by > 0 ? 0 : size - 1) : clamp(start as number, by > 0 ? 0 : -1, by > 0 ? size : size - 1)
  const to = stop === null ? (by > 0 ? size : -1) : clamp(stop as number, by > 0 ? 0 : -1, by > 0 ? size : size - 1)
  const count = Math.max(Math.ceil((to - from) / by), 0)
  if (count === size && by === 1) return x
  if (by === 1) return cut(x, axis, Math.min(from, size), count)
  if (by === -1) return tf.reverse(cut(x, axis, from - count + 1, count), axis)
  const places = Array.from({ length: count }, (_, index) => from + index * by)
  return tf.gather(x, tf.tensor1d(places, 'int32'), axis)
}

/** Negative places count from the end. */
function wrapped(places: tf.Tensor, size: number): tf.Tensor1D {
  return tf.where(
    tf.less(places, tf.scalar(0, 'int32')),
    tf.add(places, tf.scalar(size, 'int32')),
    places,
  ) as tf.Tensor1D
}

/** One-hot encoding along an axis. */
function oneHot(x: tf.Tensor, classes: number, axis: number, dtype: Value): tf.Tensor {
  const rows = tf.cast(tf.oneHot(integers(x) as tf.Tensor1D, classes), typeNamed(dtype))
  const at = axis < 0 ? rows.rank + axis : axis
  const order = rows.shape.map((_, index) => index).slice(0, -1)
  order.splice(at, 0, rows.rank - 1)
  return at === rows.rank - 1 ? rows : tf.transpose(rows, order)
}

/** Indexing operations. */
export const indexing: Readonly<Record<string, Operation>> = {
  GetItem: { parameters: ['x', 'key'], run: ({ x, key }) => getItem(tensorOf(x), key) },
  OneHot: unary((x, { num_classes: classes, axis = -1, dtype }) => oneHot(x, classes as number, axis as number, dtype)),
  MultiHot: {
    parameters: ['inputs'],
    run: ({ inputs, num_classes: classes, num_tokens: tokens, axis = -1, dtype }) => {
      const rows = oneHot(tensorOf(inputs), (classes ?? tokens) as number, -1, 'float32')
      const hot = tf.max(rows, rows.rank > 2 ? 1 : 0)
      const at = (axis as number) < 0 ? hot.rank + (axis as number) : (axis as number)
      if (at !== hot.rank - 1) throw new RangeError(`expected the last axis, received axis=${axis}`)
      return tf.cast(hot, typeNamed(dtype))
    },
  },
  Slice: {
    parameters: ['inputs', 'start_indices'],
    run: ({ inputs, start_indices: start, shape }) => tf.slice(tensorOf(inputs), numbersOf(start), numbersOf(shape)),
  },
  SliceUpdate: {
    parameters: ['inputs', 'start_indices', 'updates'],
    run: ({ inputs, start_indices: start, updates }) => {
      const [x, part] = [tensorOf(inputs), tensorOf(updates)]
      const ends = numbersOf(start).map(
        (before, axis) => [before, x.shape[axis]! - before - part.shape[axis]!] as [number, number],
      )
      const mask = tf.pad(tf.onesLike(part), ends)
      return tf.where(tf.cast(mask, 'bool'), tf.pad(part, ends), x)
    },
  },
  Take: {
    parameters: ['x', 'indices'],
    run: ({ x, indices, axis }) => {
      const [value, places] = [tensorOf(x), integers(indices)]
      if (axis === null || axis === undefined) return tf.gather(tf.reshape(value, [-1]), wrapped(places, value.size))
      const at = (axis as number) < 0 ? value.rank + (axis as number) : (axis as number)
      return tf.gather(value, wrapped(places, value.shape[at]!), at)
    },
  },
  TakeAlongAxis: {
    parameters: ['x', 'indices'],
    run: ({ x, indices, axis }) => {
      const value = tensorOf(x)
      if (axis === null || axis === undefined)
        return tf.gather(tf.reshape(value, [-1]), wrapped(tf.reshape(integers(indices), [-1]), value.size))
      const at = (axis as number) < 0 ? value.rank + (axis as number) : (axis as number)
      const order = value.shape.map((_, index) => index).filter((index) => index !== at)
      const size = value.shape[at]!
      const moved = tf.reshape(tf.transpose(value, [...order, at]), [-1, size])
      const turned = tf.transpose(integers(indices), [...order, at])
      const count = turned.shape.at(-1)!
      const hot = tf.oneHot(tf.reshape(wrapped(turned, size), [-1, count]) as tf.Tensor, size)
      const taken = tf.sum(tf.mul(tf.cast(hot, 'float32'), tf.expandDims(tf.cast(moved, 'float32'), 1)), -1)
      const back = [...order, at].map((_, index) => [...order, at].indexOf(index))
      return tf.cast(tf.transpose(tf.reshape(taken, turned.shape), back), value.dtype as 'float32')
    },
  },
}
