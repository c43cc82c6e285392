import { type NdArray, type Numeric, Table } from '@dlw/data'
import * as tf from '@tensorflow/tfjs-core'

/** Something for each input or output of a model: by position, or by name. */
export type PerName<Value> = readonly Value[] | Readonly<Record<string, Value>>

/** Whether a value is an object by names, and no array, table, tensor or array with a shape. */
export function isByName<Value>(value: unknown): value is Readonly<Record<string, Value>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || ArrayBuffer.isView(value)) return false
  if (value instanceof Table || value instanceof tf.Tensor) return false
  return !ArrayBuffer.isView((value as Partial<NdArray>).data)
}

interface Names {
  /** The function that was called. */
  caller: string
  /** What is given, such as `x`. */
  what: string
  /** The names of the inputs or outputs, in their order. */
  names: readonly string[]
  /** `input` or `output`. */
  kind: 'input' | 'output'
  /** The name of the model. */
  model: string
}

/** The values of an object in the order of the names. Those that are not `needed` may be left out. */
export function inOrder<Value>(
  values: Readonly<Record<string, Value>>,
  { caller, what, names, kind, model }: Names,
  needed: readonly boolean[] = names.map(() => true),
): (Value | undefined)[] {
  const given = Object.keys(values)
  const foreign = given.find((name) => !names.includes(name))
  const missing = names.find((name, index) => needed[index] && !given.includes(name))
  if (foreign === undefined && missing === undefined) return names.map((name) => values[name])
  throw new TypeError(
    `${caller}: expected ${what} with the names ${names.join(', ')}, one for each ${kind} of model ${model}, received ${given.join(', ') || 'none'}. ${
      foreign === undefined ? `Add ${missing}.` : `Rename or remove ${foreign}.`
    }`,
  )
}

/** The parts of rows for each input or output: one thing, a list by position, or an object by name. */
export function partsOf(
  data: Numeric | PerName<Numeric>,
  names: Names,
  needed?: readonly boolean[],
): (Numeric | undefined)[] {
  if (isByName<Numeric>(data)) return inOrder(data, names, needed)
  const count = names.names.length
  if (count === 1) return [data as Numeric]
  const list = data as readonly Numeric[]
  if (Array.isArray(list) && list.length === count) return [...list]
  throw new TypeError(
    `${names.caller}: expected ${names.what} to be a list of ${count}, one for each ${names.kind} of model ${names.model}, received ${
      Array.isArray(list) ? list.length : 'one thing'
    }. Or give an object with the names ${names.names.join(', ')}.`,
  )
}
