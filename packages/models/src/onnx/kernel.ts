import type { DataType } from '@tensorflow/tfjs-core'
import type { Dimension } from './dimension.ts'
import type { Graph, View } from './graph.ts'
import type { Constant, Traced } from './merge-traces.ts'

/** An input of a kernel. */
export interface Operand {
  /** The same for the same tensor of the model. */
  readonly value: number
  readonly shape: readonly Dimension[]
  readonly dtype: DataType
  /** Its numbers, if they are constant. */
  readonly constant: Constant | undefined
  /** How it lies in the graph. */
  readonly view: View
  /** Its name in the graph, with the shape that it has in the model. */
  readonly name: string
}

/** One kernel that is to be written to a graph. */
export interface Kernel {
  readonly graph: Graph
  readonly inputs: Readonly<Record<string, Operand>>
  readonly attrs: Readonly<Record<string, unknown>>
  readonly outputs: readonly Traced[]
  /** Makes the error for what ONNX does not have. */
  refuse(what: string): Error
}

/** What a kernel becomes: the name of its result, a view of it, or one for each of several. */
export type Converted = string | View | readonly string[]

/** Writes a kernel of TensorFlow.js to a graph. */
export type Converter = (kernel: Kernel) => Converted

/** Returns an attribute that is a list of numbers. */
export const listOf = (value: unknown): number[] => [value as number | number[]].flat()

/** Returns the axes that are meant, counted from the front. */
export function axesOf(value: unknown, rank: number): number[] {
  if (value === null || value === undefined) return Array.from({ length: rank }, (_, axis) => axis)
  return listOf(value).map((axis) => (axis < 0 ? rank + axis : axis))
}

/** Returns the values of axes as they lie in a graph in which `order` brings them back. */
export function placed<Value>(values: readonly Value[], order: readonly number[]): Value[] {
  const result: Value[] = []
  for (const [axis, from] of order.entries()) result[from] = values[axis]!
  return result
}
