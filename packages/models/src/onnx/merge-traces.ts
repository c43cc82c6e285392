import type { DataType, TypedArray } from '@tensorflow/tfjs-core'
import { type Dimension, dimensionOf } from './dimension.ts'
import type { Trace, TracedConstant, TracedTensor } from './trace.ts'

/** A tensor for any number of rows. */
export interface Traced {
  readonly value: number
  readonly shape: readonly Dimension[]
  readonly dtype: DataType
}

/** A kernel for any number of rows: attributes that are multiples of it are {@link Dimension}s. */
export interface Call {
  readonly kernel: string
  readonly path: string
  readonly attrs: Readonly<Record<string, unknown>>
  readonly inputs: Readonly<Record<string, Traced>>
  readonly outputs: readonly Traced[]
}

/** Constant numbers, the same in each row where the shape depends on the number of rows, or `step` more in each. */
export interface Constant {
  readonly name: string | undefined
  readonly shape: readonly Dimension[]
  readonly dtype: DataType
  readonly values: TypedArray
  /** Shape of `values`: 1 where the length depends on the number of rows. */
  readonly sizes: readonly number[]
  readonly step?: number
}

/** A prediction for any number of rows. */
export interface Program {
  readonly calls: readonly Call[]
  readonly constants: ReadonlyMap<number, Constant>
  readonly inputs: readonly Traced[]
  readonly outputs: readonly Traced[]
}

/**
 * Finds out from two predictions, of different numbers of rows, what a model computes for any number.
 *
 * @param refuse Makes the error for a layer whose computation is not the same for every number of rows.
 */
export async function mergeTraces(
  first: Trace,
  second: Trace,
  refuse: (path: string, what: string) => Error,
): Promise<Program> {
  const differs = (path: string) => refuse(path, 'computes in another way for each number of rows')
  const tensor = (a: TracedTensor, b: TracedTensor | undefined, path: string): Traced => {
    if (a.value !== b?.value || a.dtype !== b.dtype) throw differs(path)
    return { value: a.value, dtype: a.dtype, shape: shapeOf(a.shape, b.shape, path) }
  }
  const shapeOf = (a: readonly number[], b: readonly number[], path: string) => merged(a, b, path) as Dimension[]
  const merged = (a: unknown, b: unknown, path: string): unknown => {
    if (typeof a === 'number' && typeof b === 'number') {
      if (Object.is(a, b)) return a
      const dimension = dimensionOf(a, b)
      if (dimension === undefined) throw differs(path)
      return dimension
    }
    if (Array.isArray(a) && Array.isArray(b) && a.length === b.length) {
      return a.map((one, index) => merged(one, b[index], path))
    }
    if (typeof a === 'object' && a !== null && typeof b === 'object' && b !== null) {
      const other = b as Record<string, unknown>
      return Object.fromEntries(Object.entries(a).map(([key, one]) => [key, merged(one, other[key], path)]))
    }
    if (a !== b) throw differs(path)
    return a
  }
  const calls = first.calls.map((call, index): Call => {
    const other = second.calls[index]
    const { kernel, path } = call
    if (other?.kernel !== kernel) throw differs(path)
    const inputs = Object.entries(call.inputs).map(
      ([name, one]) => [name, tensor(one, other.inputs[name], path)] as const,
    )
    return {
      kernel,
      path,
      attrs: merged(call.attrs, other.attrs, path) as Record<string, unknown>,
      inputs: Object.fromEntries(inputs),
      outputs: call.outputs.map((one, at) => tensor(one, other.outputs[at], path)),
    }
  })
  const constant = async (a: TracedConstant, b: TracedConstant | undefined): Promise<Constant> => {
    const { name, path, tensor: mine } = a
    if (b?.tensor.dtype !== mine.dtype) throw differs(path)
    const { dtype } = mine
    const shape = shapeOf(mine.shape, b.tensor.shape, path)
    const values = (await mine.data()) as TypedArray
    if (mine === b.tensor) return { name, dtype, shape, values, sizes: mine.shape }
    const others = (await b.tensor.data()) as TypedArray
    const sizes = shape.map((size) => (typeof size === 'number' ? size : 1))
    const own = firstRows(values, mine.shape, shape)
    const other = firstRows(others, b.tensor.shape, shape)
    if (own && other?.every((one, at) => Object.is(one, own[at]))) return { name, dtype, shape, values: own, sizes }
    const step = others[1]! - others[0]!
    const isCount = shape.filter((size) => size !== 1).length === 1 && others.length !== values.length
    const counts = (list: TypedArray) => list.every((one, index) => one === others[0]! + index * step)
    if (!isCount || !counts(values) || !counts(others)) throw refuse(path, 'draws random numbers')
    return { name, dtype, shape, values: values.slice(0, 1), sizes, step }
  }
  const constants = new Map<number, Constant>()
  for (const [value, one] of first.constants) constants.set(value, await constant(one, second.constants.get(value)))
  const ends = (a: readonly TracedTensor[], b: readonly TracedTensor[]) =>
    a.map((one, index) => tensor(one, b[index], ''))
  return {
    calls,
    constants,
    inputs: ends(first.inputs, second.inputs),
    outputs: ends(first.outputs, second.outputs),
  }
}

/** The first of the rows, if all of them are the same. */
function firstRows(values: TypedArray, sizes: readonly number[], shape: readonly Dimension[]): TypedArray | undefined {
  let result = values
  let isSame = true
  for (const [axis, size] of shape.entries()) {
    if (typeof size === 'number') continue
    const inner = sizes.slice(axis + 1).reduce((product, one) => product * one, 1)
    const block = inner * sizes[axis]!
    const kept = result.slice(0, (result.length / sizes[axis]!) | 0)
    for (let index = 0; index < result.length; index++) {
      const at = Math.floor(index / block) * inner + (index % inner)
      if (index % block < inner) kept[at] = result[index]!
      else if (!Object.is(kept[at], result[index])) isSame = false
    }
    result = kept
  }
  return isSame ? result : undefined
}
