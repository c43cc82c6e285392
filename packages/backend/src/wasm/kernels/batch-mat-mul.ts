import { broadcast_util, type KernelFunc, type TensorInfo, util } from '@tensorflow/tfjs-core'
import { requireKernels } from '../native/attached-kernels.ts'
import { convolve } from '../native/convolve.ts'
import { filterGradient } from '../native/filter-gradient.ts'
import type { NativeKernels } from '../native/native-kernels.ts'
import { addressOf, makeOutput, type WasmBackend } from '../native/wasm-backend.ts'
import { runKernel } from './run-kernel.ts'

/** The matrix product; tfjs's is some thirty times slower as soon as an operand is transposed, and has one thread. */
export const batchMatMul: KernelFunc = ({ inputs, attrs, backend: anyBackend }) => {
  const backend = anyBackend as WasmBackend
  const kernels = requireKernels(backend)
  const { a, b } = inputs as { a: TensorInfo; b: TensorInfo }
  const { transposeA, transposeB } = attrs as unknown as { transposeA: boolean; transposeB: boolean }
  if (transposeA && transposeB) {
    const order = a.shape.map((_, axis) => axis)
    order.push(order.splice(-2, 1)[0]!)
    const turned = runKernel(backend, 'Transpose', { x: a }, { perm: order })
    const result = runKernel(backend, 'BatchMatMul', { a: turned, b }, { transposeA: false, transposeB })
    backend.disposeData(turned.dataId)
    return result
  }
  const [aRows, aColumns] = a.shape.slice(-2) as [number, number]
  const [bRows, bColumns] = b.shape.slice(-2) as [number, number]
  const rows = transposeA ? aColumns : aRows
  const inner = transposeA ? aRows : aColumns
  const columns = transposeB ? bRows : bColumns
  if (inner !== (transposeB ? bColumns : bRows)) {
    throw new TypeError(
      `matMul: expected inner lengths to agree, received [${a.shape}] and [${b.shape}] with transposeA=${transposeA}, transposeB=${transposeB}.`,
    )
  }
  const batch = broadcast_util.assertAndGetBroadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2))
  const out = makeOutput(backend, [...batch, rows, columns])
  const aBatch = util.sizeFromShape(a.shape.slice(0, -2))
  const bBatch = util.sizeFromShape(b.shape.slice(0, -2))
  const [aAddress, bAddress, outAddress] = [a, b, out].map((tensor) => addressOf(backend, tensor)) as [
    number,
    number,
    number,
  ]
  for (let index = 0; index < util.sizeFromShape(batch); index++) {
    const product = {
      a: aAddress + (aBatch === 1 ? 0 : index) * rows * inner * 4,
      b: bAddress + (bBatch === 1 ? 0 : index) * inner * columns * 4,
      out: outAddress + index * rows * columns * 4,
      rows,
      inner,
      columns,
    }
    if (transposeA) multiplyTransposed(kernels, product)
    else multiply(kernels, product, transposeB)
  }
  return out
}

type Product = { a: number; b: number; out: number; rows: number; inner: number; columns: number }

/** a·b as a convolution of a column of `rows` pixels with a 1 × 1 filter. */
function multiply(kernels: NativeKernels, { a, b, out, rows, inner, columns }: Product, transposeB: boolean): void {
  convolve(kernels, {
    x: { address: a, image: 0, row: inner * 4, pixel: inner * 4, height: rows, width: 1 },
    out: { address: out, image: 0, row: columns * 4, pixel: columns * 4, height: rows, width: 1 },
    images: 1,
    pad: { top: 0, left: 0 },
    strides: [1, 1],
    dilations: [1, 1],
    filter: { address: b, height: 1, width: 1, inputs: inner, channels: columns, transposed: transposeB },
  })
}

/** aᵀ·b as the gradient of a 1 × 1 filter over `inner` pixels. */
function multiplyTransposed(kernels: NativeKernels, { a, b, out, rows, inner, columns }: Product): void {
  filterGradient(kernels, {
    x: { address: a, image: 0, row: rows * 4, pixel: rows * 4 },
    dy: { address: b, height: inner, width: 1, channels: columns },
    images: 1,
    strides: [1, 1],
    filter: { height: 1, length: rows },
    out,
  })
}
