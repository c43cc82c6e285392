import * as tf from '@tensorflow/tfjs-core'
import { constantOf } from '../layers/core/constant-of.ts'
import { binary, floats, type Operation, pair, smooth, stepwise, tensorOf, typeNamed, unary } from './operation.ts'

const flag = (x: tf.Tensor): tf.Tensor => tf.cast(x, 'bool')
const logical = (run: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor): Operation => ({
  parameters: ['x1', 'x2'],
  run: ({ x1, x2 }) => run(flag(tensorOf(x1)), flag(tensorOf(x2))),
})
const divide = (a: tf.Tensor, b: tf.Tensor): tf.Tensor => tf.div(tf.cast(a, 'float32'), tf.cast(b, 'float32'))
/** Python's remainder: with the sign of the divisor. */
const modulo = (a: tf.Tensor, b: tf.Tensor): tf.Tensor =>
  a.dtype === 'float32'
    ? tf.sub(a, tf.mul(b, tf.floor(tf.div(a, b))))
    : tf.cast(tf.mod(tf.cast(a, 'float32'), tf.cast(b, 'float32')), 'int32')
const floorDivide = (a: tf.Tensor, b: tf.Tensor): tf.Tensor =>
  a.dtype === 'float32' ? tf.floor(tf.div(a, b)) : tf.floorDiv(a, b)
/** To so many decimals; halves go to the even neighbour. */
const round = (x: tf.Tensor, decimals: number): tf.Tensor => {
  if (decimals === 0) return tf.round(x)
  return tf.div(tf.round(tf.mul(x, 10 ** decimals)), 10 ** decimals)
}
const turn = Math.PI / 180
const logAddExp = (a: tf.Tensor, b: tf.Tensor): tf.Tensor => {
  const top = tf.maximum(a, b)
  return tf.add(top, tf.log(tf.add(tf.exp(tf.sub(a, top)), tf.exp(tf.sub(b, top)))))
}

/** Arithmetic, comparisons and functions of single numbers. */
export const elementwise: Readonly<Record<string, Operation>> = {
  Abs: unary((x) => tf.abs(x)),
  Absolute: unary((x) => tf.abs(x)),
  Fabs: smooth((x) => tf.abs(x)),
  Add: binary(tf.add),
  Arccos: smooth(tf.acos),
  Arccosh: smooth(tf.acosh),
  Arcsin: smooth(tf.asin),
  Arcsinh: smooth(tf.asinh),
  Arctan: smooth(tf.atan),
  Arctanh: smooth(tf.atanh),
  Arctan2: { parameters: ['x1', 'x2'], run: ({ x1, x2 }) => tf.atan2(floats(x1), floats(x2)) },
  Cast: unary((x, { dtype }) => tf.cast(x, typeNamed(dtype))),
  Cbrt: smooth((x) => tf.mul(tf.sign(x), tf.pow(tf.abs(x), 1 / 3))),
  Ceil: smooth(tf.ceil),
  Clip: {
    parameters: ['x', 'x_min', 'x_max'],
    run: ({ x, x_min: low, x_max: high }) => {
      const value = tensorOf(x)
      const bounded = (bound: typeof low, run: typeof tf.maximum, of: tf.Tensor) => {
        if (bound === null || bound === undefined) return of
        const [a, b] = pair(of, bound)
        return run(a, b) as tf.Tensor
      }
      return bounded(high, tf.minimum, bounded(low, tf.maximum, value))
    },
  },
  ConvertToTensor: unary((x, { dtype }) => (dtype ? tf.cast(x, typeNamed(dtype)) : tf.clone(x))),
  Copy: unary((x) => tf.clone(x)),
  Cos: smooth(tf.cos),
  Cosh: smooth(tf.cosh),
  Deg2rad: smooth((x) => tf.mul(x, turn)),
  Rad2deg: smooth((x) => tf.div(x, turn)),
  Divide: binary(divide),
  DivideNoNan: binary((a, b) => {
    const zero = constantOf(() => tf.equal(b, tf.scalar(0, b.dtype)))
    const ratio = divide(a, tf.where(zero, tf.onesLike(b), b))
    return tf.where(zero, tf.zerosLike(ratio), ratio)
  }),
  TrueDivide: binary(divide),
  Equal: stepwise(binary(tf.equal)),
  Erf: smooth(tf.erf),
  Erfc: smooth((x) => tf.sub(1, tf.erf(x))),
  Exp: smooth(tf.exp),
  Exp2: smooth((x) => tf.exp(tf.mul(x, Math.LN2))),
  Expm1: smooth(tf.expm1),
  Floor: smooth(tf.floor),
  FloorDivide: binary(floorDivide),
  Fmax: binary(tf.maximum),
  Fmin: binary(tf.minimum),
  Greater: stepwise(binary(tf.greater)),
  GreaterEqual: stepwise(binary(tf.greaterEqual)),
  Heaviside: {
    parameters: ['x1', 'x2'],
    run: ({ x1, x2 }) => {
      const x = floats(x1)
      const positive = tf.cast(tf.greater(x, 0), 'float32')
      return tf.where(tf.equal(x, 0), tf.broadcastTo(floats(x2), x.shape), positive)
    },
  },
  Hypot: binary((a, b) => tf.sqrt(tf.add(tf.square(tf.cast(a, 'float32')), tf.square(tf.cast(b, 'float32'))))),
  Isclose: {
    parameters: ['x1', 'x2', 'rtol', 'atol'],
    run: ({ x1, x2, rtol = 1e-5, atol = 1e-8 }) => {
      const [a, b] = [floats(x1), floats(x2)]
      return tf.lessEqual(tf.abs(tf.sub(a, b)), tf.add(tensorOf(atol), tf.mul(tensorOf(rtol), tf.abs(b))))
    },
  },
  Isfinite: stepwise(smooth((x) => tf.isFinite(x))),
  Isinf: stepwise(smooth((x) => tf.isInf(x))),
  Isnan: stepwise(smooth((x) => tf.isNaN(x))),
  Isneginf: stepwise(smooth((x) => tf.logicalAnd(tf.isInf(x), tf.less(x, 0)))),
  Isposinf: stepwise(smooth((x) => tf.logicalAnd(tf.isInf(x), tf.greater(x, 0)))),
  Less: stepwise(binary(tf.less)),
  LessEqual: stepwise(binary(tf.lessEqual)),
  Log: smooth(tf.log),
  Log10: smooth((x) => tf.div(tf.log(x), Math.LN10)),
  Log1p: smooth(tf.log1p),
  Log2: smooth((x) => tf.div(tf.log(x), Math.LN2)),
  Logaddexp: { parameters: ['x1', 'x2'], run: ({ x1, x2 }) => logAddExp(floats(x1), floats(x2)) },
  LogicalAnd: stepwise(logical(tf.logicalAnd)),
  LogicalNot: stepwise(unary((x) => tf.logicalNot(flag(x)))),
  LogicalOr: stepwise(logical(tf.logicalOr)),
  LogicalXor: stepwise(logical(tf.logicalXor)),
  Maximum: binary(tf.maximum),
  Minimum: binary(tf.minimum),
  Mod: binary(modulo),
  Multiply: binary(tf.mul),
  NanToNum: smooth((x, { nan = 0, posinf, neginf }) => {
    const largest = 3.4028234663852886e38
    const finite = tf.where(
      constantOf(() => tf.isNaN(x)),
      tf.fill(x.shape, nan as number),
      x,
    )
    const [low, high] = [(neginf as number | null) ?? -largest, (posinf as number | null) ?? largest]
    const up = tf.where(
      constantOf(() => tf.logicalAnd(tf.isInf(x), tf.greater(x, 0))),
      tf.fill(x.shape, high),
      finite,
    )
    return tf.where(
      constantOf(() => tf.logicalAnd(tf.isInf(x), tf.less(x, 0))),
      tf.fill(x.shape, low),
      up,
    )
  }),
  Negative: unary((x) => tf.neg(x)),
  NotEqual: stepwise(binary(tf.notEqual)),
  Power: binary(tf.pow),
  Reciprocal: smooth(tf.reciprocal),
  Round: smooth((x, { decimals = 0 }) => round(x, decimals as number)),
  Rsqrt: smooth(tf.rsqrt),
  Sign: unary((x) => tf.sign(x)),
  Signbit: stepwise(unary((x) => tf.less(x, 0))),
  Sin: smooth(tf.sin),
  Sinc: smooth((x) => {
    const angle = tf.mul(x, Math.PI)
    const zero = constantOf(() => tf.equal(x, 0))
    return tf.where(zero, tf.onesLike(x), tf.div(tf.sin(angle), tf.where(zero, tf.onesLike(x), angle)))
  }),
  Sinh: smooth(tf.sinh),
  Sqrt: smooth(tf.sqrt),
  Square: unary((x) => tf.square(x)),
  StopGradient: {
    parameters: ['variable'],
    run: ({ variable }) =>
      tf.customGrad((x: unknown) => ({
        value: tf.clone(x as tf.Tensor),
        gradFunc: (slope: tf.Tensor) => tf.zerosLike(slope),
      }))(tensorOf(variable)),
  },
  Subtract: binary(tf.sub),
  Tan: smooth(tf.tan),
  Tanh: smooth(tf.tanh),
  Trunc: smooth((x) => tf.mul(tf.sign(x), tf.floor(tf.abs(x)))),
  Where: {
    parameters: ['condition', 'x1', 'x2'],
    run: ({ condition, x1, x2 }) => tf.where(flag(tensorOf(condition)), ...pair(x1, x2)),
  },
  ZerosLike: unary((x, { dtype }) => (dtype ? tf.cast(tf.zerosLike(x), typeNamed(dtype)) : tf.zerosLike(x))),
  OnesLike: unary((x, { dtype }) => (dtype ? tf.cast(tf.onesLike(x), typeNamed(dtype)) : tf.onesLike(x))),
  FullLike: {
    parameters: ['x', 'fill_value'],
    run: ({ x, fill_value: fill }) => tf.add(tf.zerosLike(tensorOf(x)), tensorOf(fill, x)),
  },
}
