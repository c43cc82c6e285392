import { operations } from '../../wasm/native/elementwise.ts'
import {
  allFloats,
  type FastCall,
  type FastForm,
  type MakeTask,
  type Operand,
  smallSize,
  tinySize,
} from './fast-call.ts'

type Numbers = Float32Array
/** Where an operand's numbers are: the steps from row to row and from column to column. */
type Steps = { row: number; column: number }
type Grid = { rows: number; columns: number; a: Steps; b: Steps }
type Loop = (a: Numbers, b: Numbers, out: Numbers, grid: Grid) => void

const add: Loop = (a, b, out, { rows, columns, a: p, b: q }) => {
  for (let row = 0, at = 0; row < rows; row++) {
    let i = row * p.row
    let j = row * q.row
    for (let column = 0; column < columns; column++, i += p.column, j += q.column) out[at++] = a[i]! + b[j]!
  }
}

const subtract: Loop = (a, b, out, { rows, columns, a: p, b: q }) => {
  for (let row = 0, at = 0; row < rows; row++) {
    let i = row * p.row
    let j = row * q.row
    for (let column = 0; column < columns; column++, i += p.column, j += q.column) out[at++] = a[i]! - b[j]!
  }
}

const multiply: Loop = (a, b, out, { rows, columns, a: p, b: q }) => {
  for (let row = 0, at = 0; row < rows; row++) {
    let i = row * p.row
    let j = row * q.row
    for (let column = 0; column < columns; column++, i += p.column, j += q.column) out[at++] = a[i]! * b[j]!
  }
}

const divide: Loop = (a, b, out, { rows, columns, a: p, b: q }) => {
  for (let row = 0, at = 0; row < rows; row++) {
    let i = row * p.row
    let j = row * q.row
    for (let column = 0; column < columns; column++, i += p.column, j += q.column) out[at++] = a[i]! / b[j]!
  }
}

const squaredDifference: Loop = (a, b, out, { rows, columns, a: p, b: q }) => {
  for (let row = 0, at = 0; row < rows; row++) {
    let i = row * p.row
    let j = row * q.row
    for (let column = 0; column < columns; column++, i += p.column, j += q.column) {
      const difference = Math.fround(a[i]! - b[j]!)
      out[at++] = difference * difference
    }
  }
}

/** Shape without the ones in front. */
const trimmed = (shape: readonly number[]): readonly number[] => {
  const first = shape.findIndex((size) => size !== 1)
  return first < 0 ? [] : shape.slice(first)
}

const equal = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((size, axis) => size === b[axis])

/**
 * How an operand is repeated to fill `out`, seen as `[rows, columns]`: whole, as one number, as one row for all rows, or
 * as one number for each row. Undefined for other ways of broadcasting.
 */
function steps(operand: Operand, out: Operand, columns: number): Steps | undefined {
  const shape = trimmed(operand.shape)
  const whole = trimmed(out.shape)
  if (equal(shape, whole)) return { row: columns, column: 1 }
  if (operand.size === 1) return { row: 0, column: 0 }
  if (operand.size === columns && equal(shape, whole.slice(-shape.length))) return { row: 0, column: 1 }
  const leading = operand.shape.length === out.shape.length && operand.shape.at(-1) === 1
  if (leading && out.shape.at(-1) === columns && equal(operand.shape.slice(0, -1), out.shape.slice(0, -1))) {
    return { row: 1, column: 0 }
  }
  return undefined
}

const binary =
  (loop: Loop): FastForm =>
  ({ inputs: { a, b }, output, heap }) => {
    if (!a || !b || !allFloats(a, b, output) || output.size > smallSize || output.size === 0) return undefined
    const part = [a, b].find(({ size }) => size < output.size && size > 1)
    const isColumn = part !== undefined && part.shape.at(-1) === 1 && part.shape.length === output.shape.length
    const columns = part === undefined ? output.size : isColumn ? output.shape.at(-1)! : part.size
    const [p, q] = [steps(a, output, columns), steps(b, output, columns)]
    if (!p || !q) return undefined
    const grid: Grid = { rows: output.size / columns, columns, a: p, b: q }
    return () => {
      const [x, y, out] = [a, b, output].map(({ address, size }) => heap.floats(address, size)) as [
        Numbers,
        Numbers,
        Numbers,
      ]
      return () => loop(x, y, out, grid)
    }
  }

type Unary = (x: Numbers, out: Numbers) => void

const unary =
  (loop: Unary, largest = smallSize): FastForm =>
  ({ inputs: { x }, output, heap }) => {
    if (!x || !allFloats(x, output) || output.size > largest) return undefined
    return () => {
      const [from, to] = [heap.floats(x.address, x.size), heap.floats(output.address, output.size)]
      return () => loop(from, to)
    }
  }

const negate: Unary = (x, out) => {
  for (let index = 0; index < out.length; index++) out[index] = -x[index]!
}
const square: Unary = (x, out) => {
  for (let index = 0; index < out.length; index++) out[index] = x[index]! * x[index]!
}
const squareRoot: Unary = (x, out) => {
  for (let index = 0; index < out.length; index++) out[index] = Math.sqrt(x[index]!)
}
const relu: Unary = (x, out) => {
  for (let index = 0; index < out.length; index++) out[index] = Math.max(x[index]!, 0)
}
const exponential: Unary = (x, out) => {
  for (let index = 0; index < out.length; index++) out[index] = Math.exp(x[index]!)
}
const logarithm: Unary = (x, out) => {
  for (let index = 0; index < out.length; index++) out[index] = Math.log(x[index]!)
}
const sigmoid: Unary = (x, out) => {
  for (let index = 0; index < out.length; index++) out[index] = 1 / (1 + Math.exp(-x[index]!))
}
const hyperbolicTangent: Unary = (x, out) => {
  for (let index = 0; index < out.length; index++) out[index] = Math.tanh(x[index]!)
}

const reluGradient: FastForm = ({ inputs: { dy, x }, output, heap }) => {
  if (!dy || !x || !allFloats(dy, x, output) || output.size > tinySize) return undefined
  return () => {
    const slopes = heap.floats(dy.address, dy.size)
    const values = heap.floats(x.address, x.size)
    const out = heap.floats(output.address, output.size)
    return () => {
      for (let index = 0; index < out.length; index++) out[index] = values[index]! > 0 ? slopes[index]! : 0
    }
  }
}

/** Sums and products of middle size: one pass of our own kernel, which does what tfjs's does. */
function shared(operation: 'add' | 'multiply', { inputs: { a, b }, output, job }: FastCall): MakeTask | undefined {
  if (!a || !b || !allFloats(a, b, output) || output.size <= tinySize || a.size !== output.size) return undefined
  const same = equal(a.shape, output.shape) && equal(b.shape, output.shape)
  const row = operation === 'add' && b.size === b.shape.at(-1) && b.size === output.shape.at(-1)
  if (!same && !row) return undefined
  const columns = same ? 1 : b.size
  const rows = output.size / columns
  const each = Math.max(1, Math.ceil(65_536 / columns))
  const number = operations[same ? operation : 'addRow']
  const parameters = [number, a.address, b.address, output.address, rows, columns, each]
  const task = job('elementwise', parameters, Math.ceil(rows / each), output.size)
  return () => task
}

/** Conversion between types: TypedArray's own, but for flags, which are whether a number is another than 0. */
const cast: FastForm = ({ inputs: { x }, output, heap }) => {
  if (!x || x.dtype === output.dtype) return undefined
  const view = ({ address, size, dtype }: Operand) =>
    dtype === 'float32'
      ? heap.floats(address, size)
      : dtype === 'int32'
        ? heap.integers(address, size)
        : heap.bytes(address, size)
  return () => {
    const [from, to] = [view(x), view(output)]
    if (output.dtype !== 'bool') return () => to.set(from)
    return () => {
      for (let index = 0; index < to.length; index++) to[index] = from[index] === 0 ? 0 : 1
    }
  }
}

/** The sum of several tensors of one shape, in their order. */
const addAll: FastForm = ({ inputs, output, heap }) => {
  const terms = Object.values(inputs) as Operand[]
  if (!allFloats(...terms, output) || output.size > smallSize || terms.length < 2) return undefined
  return () => {
    const values = terms.map(({ address, size }) => heap.floats(address, size))
    const out = heap.floats(output.address, output.size)
    return () => {
      out.set(values[0]!)
      for (let term = 1; term < values.length; term++) {
        const more = values[term]!
        for (let index = 0; index < out.length; index++) out[index]! += more[index]!
      }
    }
  }
}

/** Element by element, as tfjs's kernels and ours do it in single precision. */
export const elementwise: Readonly<Record<string, FastForm>> = {
  Add: (call) => shared('add', call) ?? binary(add)(call),
  AddN: addAll,
  Cast: cast,
  Exp: unary(exponential),
  Log: unary(logarithm),
  Multiply: (call) => shared('multiply', call) ?? binary(multiply)(call),
  Neg: unary(negate),
  RealDiv: binary(divide),
  Relu: unary(relu, tinySize),
  ReluGrad: reluGradient,
  Sigmoid: unary(sigmoid),
  Sqrt: unary(squareRoot),
  Square: unary(square),
  SquaredDifference: binary(squaredDifference),
  Sub: binary(subtract),
  Tanh: unary(hyperbolicTangent),
}
