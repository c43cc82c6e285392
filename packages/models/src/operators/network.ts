import * as tf from '@tensorflow/tfjs-core'
import { perAxis } from '../layers/convolution/convolution-layers.ts'
import { convolve, convolveDepthwise, overOneAxis } from '../layers/convolution/convolve.ts'
import { activationOf } from '../layers/core/activation-of.ts'
import { constantOf } from '../layers/core/constant-of.ts'
import { softmaxOver } from '../layers/core/softmax.ts'
import { pool } from '../layers/pooling/pool.ts'
import { sparsemax } from '../layers/sparsemax.ts'
import { einsum } from './einsum.ts'
import { axesOf, floats, numbersOf, type Operation, smooth, tensorOf, type Value, type Values } from './operation.ts'

/** An activation by its name, looked up when it first runs, for ours are registered later than this is read. */
const named = (activation: string): Operation => {
  let found: ((x: tf.Tensor) => tf.Tensor) | undefined
  return smooth((x) => {
    found ??= activationOf(activation)
    return found(x)
  })
}
const lastChannels = ({ data_format: format }: Values): void => {
  if (format === 'channels_first') throw new RangeError('expected channels last, received data_format=channels_first')
}
const pooling = (kind: 'avg' | 'max'): Operation => ({
  parameters: ['inputs'],
  run: (values) => {
    lastChannels(values)
    const x = floats(values.inputs)
    const sizes = perAxis(numberOrNumbers(values.pool_size), x.rank - 2)
    const strides = perAxis(numberOrNumbers(values.strides) ?? sizes, x.rank - 2)
    return pool(x, kind, { sizes, strides, padding: (values.padding ?? 'valid') as 'valid' })
  },
})
const numberOrNumbers = (value: Value): number | number[] | undefined =>
  value === null || value === undefined ? undefined : typeof value === 'number' ? value : numbersOf(value)

const convolving = (depthwise: boolean): Operation => ({
  parameters: ['inputs', 'kernel'],
  run: (values) => {
    lastChannels(values)
    const [x, kernel] = [floats(values.inputs), floats(values.kernel)]
    const how = {
      strides: perAxis(numberOrNumbers(values.strides), x.rank - 2),
      padding: (values.padding ?? 'valid') as 'valid',
      dilation: perAxis(numberOrNumbers(values.dilation_rate), x.rank - 2),
    }
    return overOneAxis(
      (input, [one], given) => (depthwise ? convolveDepthwise : convolve)(input, one!, given),
      x,
      [kernel],
      how,
    )
  },
})

/** Standardised over some axes. */
function normalized(x: tf.Tensor, axes: number[], epsilon: number): tf.Tensor {
  const { mean, variance } = tf.moments(x, axes, true)
  return tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, epsilon)))
}

/** Activations and other parts of networks. */
export const network: Readonly<Record<string, Operation>> = {
  AveragePool: pooling('avg'),
  BatchNorm: {
    parameters: ['x', 'mean', 'variance', 'offset', 'scale'],
    run: ({ x, mean, variance, offset, scale, axis, epsilon = 1e-3 }) => {
      const value = floats(x)
      const at = (axis as number) < 0 ? value.rank + (axis as number) : (axis as number)
      const spread = (one: Value) =>
        tf.reshape(
          floats(one),
          value.shape.map((_, index) => (index === at ? -1 : 1)),
        )
      let y = tf.mul(tf.sub(value, spread(mean)), tf.rsqrt(tf.add(spread(variance), epsilon as number)))
      if (scale !== null && scale !== undefined) y = tf.mul(y, spread(scale))
      return offset !== null && offset !== undefined ? tf.add(y, spread(offset)) : y
    },
  },
  BinaryCrossentropy: {
    parameters: ['target', 'output'],
    run: ({ target, output, from_logits: logits }) => {
      const [t, o] = [floats(target), floats(output)]
      if (logits === true) return tf.add(tf.sub(tf.relu(o), tf.mul(o, t)), tf.log1p(tf.exp(tf.neg(tf.abs(o)))))
      const p = tf.clipByValue(o, 1e-7, 1 - 1e-7)
      return tf.neg(tf.add(tf.mul(t, tf.log(p)), tf.mul(tf.sub(1, t), tf.log(tf.sub(1, p)))))
    },
  },
  CategoricalCrossentropy: {
    parameters: ['target', 'output'],
    run: ({ target, output, from_logits: logits, axis = -1 }) => {
      const [t, o] = [floats(target), floats(output)]
      const at = axis as number
      const logs =
        logits === true
          ? tf.sub(o, tf.logSumExp(o, at, true))
          : tf.log(tf.clipByValue(tf.div(o, tf.sum(o, at, true)), 1e-7, 1 - 1e-7))
      return tf.neg(tf.sum(tf.mul(t, logs), at))
    },
  },
  Celu: smooth((x, { alpha = 1 }) =>
    tf.add(tf.relu(x), tf.minimum(tf.mul(alpha as number, tf.expm1(tf.div(tf.minimum(x, 0), alpha as number))), 0)),
  ),
  Conv: convolving(false),
  DepthToSpace: smooth((x, { block_size: size }) => tf.depthToSpace(x as tf.Tensor4D, size as number, 'NHWC')),
  DepthwiseConv: convolving(true),
  DotProductAttention: {
    parameters: ['query', 'key', 'value', 'bias', 'mask', 'scale'],
    run: ({ query, key, value, bias, mask, scale, is_causal: causal }) => {
      const [q, k, v] = [floats(query), floats(key), floats(value)]
      let scores = tf.mul(
        einsum('btnh,bsnh->bnts', q, k),
        typeof scale === 'number' ? scale : 1 / Math.sqrt(q.shape.at(-1)!),
      )
      if (bias !== null && bias !== undefined) scores = tf.add(scores, floats(bias))
      const [queries, keys] = scores.shape.slice(-2) as [number, number]
      const ahead = tf.greaterEqual(tf.reshape(tf.range(0, queries), [-1, 1]), tf.reshape(tf.range(0, keys), [1, -1]))
      const masks = [causal === true && ahead, mask !== null && mask !== undefined && tf.cast(tensorOf(mask), 'bool')]
      for (const one of masks) {
        if (one) scores = tf.where(tf.broadcastTo(one, scores.shape), scores, tf.fill(scores.shape, -1.5e38))
      }
      return einsum('bnts,bsnh->btnh', tf.softmax(scores), v)
    },
  },
  Elu: smooth((x, { alpha = 1 }) => tf.add(tf.relu(x), tf.mul(alpha as number, tf.expm1(tf.minimum(x, 0))))),
  Gelu: smooth((x, { approximate = true }) => {
    if (approximate === false) return tf.mul(tf.mul(x, 0.5), tf.add(1, tf.erf(tf.div(x, Math.SQRT2))))
    const cube = tf.mul(tf.add(x, tf.mul(0.044715, tf.mul(x, tf.square(x)))), Math.sqrt(2 / Math.PI))
    return tf.mul(tf.mul(x, 0.5), tf.add(1, tf.tanh(cube)))
  }),
  Glu: smooth((x, { axis = -1 }) => {
    const [value, gate] = tf.split(x, 2, (axis as number) < 0 ? x.rank + (axis as number) : (axis as number)) as [
      tf.Tensor,
      tf.Tensor,
    ]
    return tf.mul(value, tf.sigmoid(gate))
  }),
  HardShrink: smooth((x, { threshold = 0.5 }) =>
    tf.where(
      constantOf(() => tf.greater(tf.abs(x), threshold as number)),
      x,
      tf.zerosLike(x),
    ),
  ),
  HardSigmoid: named('kerasHardSigmoid'),
  HardSilu: named('hardSilu'),
  HardTanh: named('hardTanh'),
  LayerNorm: {
    parameters: ['x', 'gamma', 'beta'],
    run: ({ x, gamma, beta, axis = -1, epsilon }) => {
      const value = floats(x)
      const axes = [axesOf(axis)!].flat().map((one) => (one < 0 ? value.rank + one : one))
      const spread = (one: Value) =>
        tf.reshape(
          floats(one),
          value.shape.map((size, index) => (axes.includes(index) ? size : 1)),
        )
      let y = normalized(value, axes, (epsilon as number | null) ?? 1e-7)
      if (gamma !== null && gamma !== undefined) y = tf.mul(y, spread(gamma))
      return beta !== null && beta !== undefined ? tf.add(y, spread(beta)) : y
    },
  },
  LeakyRelu: smooth((x, { negative_slope: slope = 0.2 }) => tf.leakyRelu(x, slope as number)),
  LogSigmoid: smooth((x) => tf.neg(tf.softplus(tf.neg(x)))),
  LogSoftmax: smooth((x, { axis = -1 }) => tf.sub(x, tf.logSumExp(x, axesOf(axis), true))),
  MaxPool: pooling('max'),
  Normalize: smooth((x, { axis = -1, order = 2, epsilon }) => {
    const tiny = (epsilon as number | null) ?? 1e-7
    const at = axesOf(axis)
    if (order === 2) return tf.mul(x, tf.rsqrt(tf.maximum(tf.sum(tf.square(x), at, true), tiny * tiny)))
    return tf.div(x, tf.maximum(tf.norm(x, order as number, at as number, true), tiny))
  }),
  Relu: smooth(tf.relu),
  Relu6: smooth(tf.relu6),
  RMSNorm: {
    parameters: ['x', 'scale'],
    run: ({ x, scale, axis = -1, epsilon }) => {
      const value = floats(x)
      const factor = tf.rsqrt(tf.add(tf.mean(tf.square(value), axesOf(axis), true), (epsilon as number | null) ?? 1e-6))
      const y = tf.mul(value, factor)
      return scale !== null && scale !== undefined ? tf.mul(y, floats(scale)) : y
    },
  },
  Selu: smooth(tf.selu),
  Sigmoid: smooth(tf.sigmoid),
  Silu: smooth((x) => tf.mul(x, tf.sigmoid(x))),
  Softmax: smooth((x, { axis = -1 }) => softmaxOver(x, axesOf(axis) ?? -1)),
  Softplus: smooth(tf.softplus),
  Softsign: smooth((x) => tf.div(x, tf.add(1, tf.abs(x)))),
  SoftShrink: smooth((x, { threshold = 0.5 }) => tf.mul(tf.sign(x), tf.relu(tf.sub(tf.abs(x), threshold as number)))),
  SpaceToDepth: smooth((x, { block_size: size }) => {
    const [rows, height, width, channels] = x.shape as [number, number, number, number]
    const by = size as number
    const blocks = tf.reshape(x, [rows, height / by, by, width / by, by, channels])
    return tf.reshape(tf.transpose(blocks, [0, 1, 3, 2, 4, 5]), [rows, height / by, width / by, by * by * channels])
  }),
  SparseCategoricalCrossentropy: {
    parameters: ['target', 'output'],
    run: ({ target, output, from_logits: logits }) => {
      const o = floats(output)
      const flat = tensorOf(target)
      const places = flat.rank === o.rank ? tf.squeeze(flat, [flat.rank - 1]) : flat
      const hot = tf.cast(tf.oneHot(tf.cast(places, 'int32') as tf.Tensor1D, o.shape.at(-1)!), 'float32')
      const logs =
        logits === true
          ? tf.sub(o, tf.logSumExp(o, -1, true))
          : tf.log(tf.clipByValue(tf.div(o, tf.sum(o, -1, true)), 1e-7, 1 - 1e-7))
      return tf.neg(tf.sum(tf.mul(hot, logs), -1))
    },
  },
  SparsePlus: named('sparsePlus'),
  SparseSigmoid: named('sparseSigmoid'),
  Sparsemax: smooth((x, { axis = -1 }) => sparsemax(x, axis as number)),
  Squareplus: smooth((x, { b = 4 }) => tf.div(tf.add(x, tf.sqrt(tf.add(tf.square(x), b as number))), 2)),
  TanhShrink: named('tanhShrink'),
  Threshold: smooth((x, { threshold, default_value: otherwise }) =>
    tf.where(
      constantOf(() => tf.greater(x, threshold as number)),
      x,
      tf.fill(x.shape, otherwise as number),
    ),
  ),
}
