import * as tf from '@tensorflow/tfjs-core'
import { einsum } from './einsum.ts'
import { binary, floats, integers, numbersOf, type Operation, pair, tensorOf, unary } from './operation.ts'

const letters = 'abcdefghijklmnopqrstuvwxyz'

/** NumPy's matrix product: vectors, matrices, and stacks of them that are broadcast. */
export function matmul(a: tf.Tensor, b: tf.Tensor): tf.Tensor {
  if (a.rank >= 2 && b.rank >= 2) {
    if (a.rank === b.rank) return tf.matMul(a, b)
    // tf.matMul repeats only one of the two.
    const rank = Math.max(a.rank, b.rank)
    const wide = (x: tf.Tensor) => tf.reshape(x, [...Array<number>(rank - x.rank).fill(1), ...x.shape])
    return tf.matMul(wide(a), wide(b))
  }
  const [left, right] = [a.rank === 1 ? tf.expandDims(a, 0) : a, b.rank === 1 ? tf.expandDims(b, 1) : b]
  const product = matmul(left, right)
  const ones = [...(a.rank === 1 ? [product.rank - 2] : []), ...(b.rank === 1 ? [product.rank - 1] : [])]
  return tf.squeeze(product, ones)
}

function tensordot(a: tf.Tensor, b: tf.Tensor, axes: [number[], number[]]): tf.Tensor {
  const [first, second] = [
    axes[0].map((axis) => (axis < 0 ? a.rank + axis : axis)),
    axes[1].map((axis) => (axis < 0 ? b.rank + axis : axis)),
  ]
  const one = a.shape.map((_, axis) => letters[axis]!)
  const two = b.shape.map((_, axis) =>
    second.includes(axis) ? one[first[second.indexOf(axis)]!]! : letters[a.rank + axis]!,
  )
  const output = [...one.filter((_, axis) => !first.includes(axis)), ...two.filter((_, axis) => !second.includes(axis))]
  return einsum(`${one.join('')},${two.join('')}->${output.join('')}`, a, b)
}

/** Segment sums. */
const segments = (run: (data: tf.Tensor, places: tf.Tensor1D, count: number) => tf.Tensor): Operation => ({
  parameters: ['data', 'segment_ids'],
  run: ({ data, segment_ids: places, num_segments: count }) =>
    run(tensorOf(data), integers(places) as tf.Tensor1D, count as number),
})

/** Products of vectors, matrices and stacks of them. */
export const products: Readonly<Record<string, Operation>> = {
  CDist: {
    parameters: ['x', 'y'],
    run: ({ x, y }) => tf.norm(tf.sub(tf.expandDims(floats(x), -2), tf.expandDims(floats(y), -3)), 'euclidean', -1),
  },
  Cross: binary((a, b) => {
    const part = (x: tf.Tensor, index: number) =>
      tf.slice(x, [...Array<number>(x.rank - 1).fill(0), index], [...x.shape.slice(0, -1), 1])
    const of = (i: number, j: number) => tf.sub(tf.mul(part(a, i), part(b, j)), tf.mul(part(a, j), part(b, i)))
    return tf.concat([of(1, 2), of(2, 0), of(0, 1)], -1)
  }),
  Dot: binary((a, b) => {
    if (a.rank === 0 || b.rank === 0) return tf.mul(a, b)
    if (a.rank <= 2 && b.rank <= 2) return matmul(a, b)
    return tensordot(a, b, [[-1], [Math.max(b.rank - 2, 0)]])
  }),
  Einsum: {
    parameters: [],
    run: (values) => {
      const operands = Object.entries(values)
        .filter(([name]) => /^\d+$/.test(name))
        .map(([, value]) => tensorOf(value))
      return einsum(values.subscripts as string, ...operands)
    },
  },
  Inner: binary((a, b) => (a.rank === 0 || b.rank === 0 ? tf.mul(a, b) : tensordot(a, b, [[-1], [-1]]))),
  Kron: binary((a, b) => {
    const product = tf.mul(
      tf.reshape(
        a,
        a.shape.flatMap((size) => [size, 1]),
      ),
      tf.reshape(
        b,
        b.shape.flatMap((size) => [1, size]),
      ),
    )
    return tf.reshape(
      product,
      a.shape.map((size, axis) => size * b.shape[axis]!),
    )
  }),
  Matmul: binary(matmul),
  Outer: binary((a, b) => tf.mul(tf.reshape(a, [-1, 1]), tf.reshape(b, [1, -1]))),
  SegmentSum: segments((data, places, count) => tf.unsortedSegmentSum(data, places, count)),
  Tensordot: {
    parameters: ['x1', 'x2'],
    run: ({ x1, x2, axes = 2 }) => {
      const [a, b] = pair(x1, x2)
      if (typeof axes === 'number') {
        const ends = Array.from({ length: axes }, (_, index) => index)
        return tensordot(a, b, [ends.map((axis) => a.rank - axes + axis), ends])
      }
      const [first, second] = axes as [number, number]
      return tensordot(a, b, [numbersOf(first), numbersOf(second)])
    },
  },
  Trace: unary((x) => {
    const [rows, columns] = x.shape.slice(-2) as [number, number]
    return tf.sum(tf.mul(x, tf.eye(rows, columns)), [x.rank - 2, x.rank - 1])
  }),
  Vdot: binary((a, b) => tf.sum(tf.mul(a, b))),
}
