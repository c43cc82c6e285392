import { isSmallProduct } from '../../wasm/kernels/small-tensors.ts'
import { allFloats, type FastCall, type FastForm, type MakeTask, type Operand } from './fast-call.ts'

/** The cpu backend sums products in float64 over so many at a time, and rounds in between. */
const block = 48

type Shape = { rows: number; inner: number; columns: number; transposeA: boolean; transposeB: boolean }

/** Sizes of a product of two matrices that are not in a batch; undefined for others. */
function shapeOf(a: Operand, b: Operand, { transposeA, transposeB }: FastCall['attrs']): Shape | undefined {
  const isMatrix = ({ shape }: Operand) => shape.length >= 2 && shape.slice(0, -2).every((size) => size === 1)
  if (!isMatrix(a) || !isMatrix(b)) return undefined
  const [aRows, aColumns] = a.shape.slice(-2) as [number, number]
  const [bRows, bColumns] = b.shape.slice(-2) as [number, number]
  return {
    rows: transposeA ? aColumns : aRows,
    inner: transposeA ? aRows : aColumns,
    columns: transposeB ? bRows : bColumns,
    transposeA: Boolean(transposeA),
    transposeB: Boolean(transposeB),
  }
}

function multiply(a: Float32Array, b: Float32Array, out: Float32Array, shape: Shape): void {
  const { rows, inner, columns, transposeA, transposeB } = shape
  const aRow = transposeA ? 1 : inner
  const aStep = transposeA ? rows : 1
  const bColumn = transposeB ? inner : 1
  const bStep = transposeB ? 1 : columns
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      let total = 0
      for (let first = 0; first < inner; first += block) {
        const last = Math.min(first + block, inner)
        let sum = 0
        let i = row * aRow + first * aStep
        let j = column * bColumn + first * bStep
        for (let k = first; k < last; k++, i += aStep, j += bStep) sum += a[i]! * b[j]!
        total = Math.fround(total + sum)
      }
      out[at++] = total
    }
  }
}

const product =
  (fused: boolean): FastForm =>
  ({ inputs: { a, b, bias, preluActivationWeights }, attrs, output, heap }): MakeTask | undefined => {
    if (!a || !b || !allFloats(a, b, output) || output.size === 0 || !isSmallProduct([a, b, bias])) return undefined
    const shape = shapeOf(a, b, attrs)
    const activation = fused ? attrs.activation : 'linear'
    if (!shape || preluActivationWeights || (activation !== 'linear' && activation !== 'relu')) return undefined
    const { columns } = shape
    if (bias && (bias.size !== columns || bias.shape.at(-1) !== columns)) return undefined
    return () => {
      const [left, right] = [heap.floats(a.address, a.size), heap.floats(b.address, b.size)]
      const out = heap.floats(output.address, output.size)
      const added = bias && heap.floats(bias.address, bias.size)
      return () => {
        multiply(left, right, out, shape)
        if (added) {
          for (let at = 0; at < out.length; ) {
            for (let column = 0; column < columns; column++, at++) out[at]! += added[column]!
          }
        }
        if (activation === 'relu') for (let at = 0; at < out.length; at++) out[at] = Math.max(0, out[at]!)
      }
    }
  }

/** Products of small matrices. */
export const products: Readonly<Record<string, FastForm>> = { BatchMatMul: product(false), _FusedMatMul: product(true) }
