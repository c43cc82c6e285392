import { util } from '@tensorflow/tfjs-core'
import { smallWork } from '../../wasm/kernels/small-tensors.ts'
import { sizeOf } from '../size-of.ts'
import { allFloats, type FastForm, type Operand, smallSize } from './fast-call.ts'

/** A tensor seen as `[rows, columns]` of which one is summed over. */
type Sides = { rows: number; columns: number; over: 'rows' | 'columns' }

/** Undefined unless the axes are the first ones, the last ones, or all. */
function sidesOf(x: Operand, axis: unknown): Sides | undefined {
  const axes = util.parseAxisParam((axis ?? null) as number[], [...x.shape]).toSorted((a, b) => a - b)
  const rank = x.shape.length
  if (axes.every((value, index) => value === rank - axes.length + index)) {
    const columns = sizeOf(x.shape.slice(rank - axes.length))
    return { rows: x.size / Math.max(columns, 1), columns, over: 'columns' }
  }
  if (axes.every((value, index) => value === index)) {
    const rows = sizeOf(x.shape.slice(0, axes.length))
    return { rows, columns: x.size / Math.max(rows, 1), over: 'rows' }
  }
  return undefined
}

/** Sums in float64, in the order of the rows, as the cpu backend does. */
const sum =
  (mean: boolean): FastForm =>
  ({ inputs: { x }, attrs, output, heap }) => {
    if (!x || !allFloats(x, output) || x.size > smallWork || x.size === 0) return undefined
    const sides = sidesOf(x, attrs.axis)
    if (!sides) return undefined
    const { rows, columns, over } = sides
    const stride = over === 'rows' ? columns : 1
    const count = over === 'rows' ? rows : columns
    const start = over === 'rows' ? 1 : columns
    return () => {
      const values = heap.floats(x.address, x.size)
      const out = heap.floats(output.address, output.size)
      if (!mean) {
        return () => {
          for (let index = 0; index < out.length; index++) {
            let total = 0
            for (let item = 0, at = index * start; item < count; item++, at += stride) total += values[at]!
            out[index] = total
          }
        }
      }
      return () => {
        for (let index = 0; index < out.length; index++) {
          let total = 0
          for (let item = 0, at = index * start; item < count; item++, at += stride) {
            total += Math.fround(values[at]! / count)
          }
          out[index] = total
        }
      }
    }
  }

/** The largest along the last axes. */
const max: FastForm = ({ inputs: { x }, attrs, output, heap }) => {
  if (!x || !allFloats(x, output) || x.size > smallSize || x.size === 0) return undefined
  const sides = sidesOf(x, attrs.reductionIndices)
  if (sides?.over !== 'columns') return undefined
  const { columns } = sides
  return () => {
    const values = heap.floats(x.address, x.size)
    const out = heap.floats(output.address, output.size)
    return () => {
      for (let index = 0; index < out.length; index++) {
        const first = index * columns
        let largest = values[first]!
        for (let at = first; at < first + columns; at++) {
          const value = values[at]!
          if (value > largest) largest = value
          else if (Number.isNaN(value)) {
            largest = value
            break
          }
        }
        out[index] = largest
      }
    }
  }
}

/** Sums, means and maxima. */
export const reductions: Readonly<Record<string, FastForm>> = { Max: max, Mean: sum(true), Sum: sum(false) }
