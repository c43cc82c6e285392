import * as tf from '@tensorflow/tfjs-core'
import { constantOf } from '../layers/core/constant-of.ts'
import type { Given } from './call-template.ts'

/** An argument of an operation. */
export type Value = Given<tf.Tensor> | undefined
/** Settings and values of a call, by Keras's names. */
export type Values = Readonly<Record<string, Value>>

/** An operation of Keras: the names of its parameters, in order, and what it computes. */
export interface Operation {
  parameters: readonly string[]
  run(values: Values): tf.Tensor | tf.Tensor[]
}

/** A constant of a model file: numbers and their type. */
interface Constant {
  constant: number | number[]
  dtype: string
}

const isConstant = (value: Value): value is Constant & Record<string, Given<tf.Tensor>> =>
  typeof value === 'object' && value !== null && 'constant' in value

/** The type of numbers that one of Keras's names stands for here. */
export function typeNamed(name: unknown, otherwise: tf.DataType = 'float32'): tf.DataType {
  if (typeof name !== 'string') return otherwise
  if (name === 'bool' || name === 'string') return name
  return name.includes('int') ? 'int32' : 'float32'
}

/** A value as a tensor; a number takes the type of the tensor that it meets, unless it is a fraction. */
export function tensorOf(value: Value, beside?: Value): tf.Tensor {
  if (value instanceof tf.Tensor) return value
  if (typeof value === 'boolean') return tf.scalar(value, 'bool')
  if (typeof value === 'number') {
    const meets = beside instanceof tf.Tensor ? beside.dtype : 'float32'
    return tf.scalar(value, meets === 'float32' || !Number.isInteger(value) ? 'float32' : 'int32')
  }
  if (isConstant(value)) return tf.tensor(value.constant as number[], undefined, typeNamed(value.dtype) as 'float32')
  if (Array.isArray(value)) {
    if (value.some((one) => one instanceof tf.Tensor))
      return tf.stack(
        value.map((one) =>
          tensorOf(
            one,
            value.find((other) => other instanceof tf.Tensor),
          ),
        ),
      )
    const isWhole =
      value.flat(9).every((one) => Number.isInteger(one)) && beside instanceof tf.Tensor && beside.dtype === 'int32'
    return tf.tensor(value as number[], undefined, isWhole ? 'int32' : 'float32')
  }
  throw new RangeError(`expected a tensor or a number, received ${JSON.stringify(value)}`)
}

/** A floating-point tensor. */
export function floats(value: Value): tf.Tensor {
  const tensor = tensorOf(value)
  return tensor.dtype === 'float32' ? tensor : tf.cast(tensor, 'float32')
}

/** A tensor of integers, such as indices. */
export function integers(value: Value): tf.Tensor {
  const tensor = tensorOf(value)
  return tensor.dtype === 'int32' ? tensor : tf.cast(tensor, 'int32')
}

/** Two values as tensors of one type. */
export function pair(first: Value, second: Value): [tf.Tensor, tf.Tensor] {
  const [a, b] = [tensorOf(first, second), tensorOf(second, first)]
  if (a.dtype === b.dtype)
    return [a.dtype === 'bool' ? tf.cast(a, 'int32') : a, b.dtype === 'bool' ? tf.cast(b, 'int32') : b]
  const dtype = a.dtype === 'float32' || b.dtype === 'float32' ? 'float32' : 'int32'
  return [tf.cast(a, dtype), tf.cast(b, dtype)]
}

/** An axis, several, or all of them. */
export function axesOf(value: Value): number | number[] | undefined {
  return typeof value === 'number' || Array.isArray(value) ? (value as number | number[]) : undefined
}

/** A list of integers. */
export function numbersOf(value: Value): number[] {
  if (typeof value === 'number') return [value]
  if (Array.isArray(value)) return value as number[]
  if (isConstant(value)) return [value.constant].flat()
  throw new RangeError(`expected whole numbers, received ${JSON.stringify(value)}`)
}

/** An operation without a gradient: a comparison, an index, a flag. */
export const stepwise = ({ parameters, run }: Operation): Operation => ({
  parameters,
  run: (values) => constantOf(() => run(values) as tf.Tensor),
})

/** An operation of one tensor. */
export const unary = (run: (x: tf.Tensor, values: Values) => tf.Tensor | tf.Tensor[]): Operation => ({
  parameters: ['x'],
  run: (values) => run(tensorOf(values.x), values),
})

/** An operation on one floating-point tensor. */
export const smooth = (run: (x: tf.Tensor, values: Values) => tf.Tensor): Operation => ({
  parameters: ['x'],
  run: (values) => run(floats(values.x), values),
})

/** An operation of two tensors of one type. */
export const binary = (run: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor): Operation => ({
  parameters: ['x1', 'x2'],
  run: ({ x1, x2 }) => run(...pair(x1, x2)),
})
