import { isSmallProduct } from '../../wasm/kernels/small-tensors.ts'
import { allFloats, type FastCall, type FastForm, type MakeTask, type Operand } from './fast-call.ts'

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

const product =
  (fused: boolean): FastForm =>
  ({ inputs: { a, b, bias, preluActivationWeights }, attrs, output, job }): MakeTask | undefined => {
    if (!a || !b || !allFloats(a, b, output) || output.size === 0 || !isSmallProduct([a, b, bias])) return undefined
    const shape = shapeOf(a, b, attrs)
    const activation = fused ? attrs.activation : 'linear'
    if (!shape || preluActivationWeights || (activation !== 'linear' && activation !== 'relu')) return undefined
    const { columns } = shape
    if (bias && (bias.size !== columns || bias.shape.at(-1) !== columns)) return undefined
    const { rows, inner, transposeA, transposeB } = shape
    const parameters = [
      ...[a.address, b.address, output.address, rows, inner, columns],
      ...(transposeA ? [4, rows * 4] : [inner * 4, 4]),
      ...(transposeB ? [inner * 4, 4] : [4, columns * 4]),
      ...[bias?.address ?? 0, activation === 'relu' ? 1 : 0],
    ]
    const task = job('smallProduct', parameters, 1, rows * inner * columns)
    return () => task
  }

/** Products of small matrices. */
export const products: Readonly<Record<string, FastForm>> = { BatchMatMul: product(false), _FusedMatMul: product(true) }
