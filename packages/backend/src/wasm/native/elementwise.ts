import { type KernelFunc, type TensorInfo, util } from '@tensorflow/tfjs-core'
import { requireKernels } from './attached-kernels.ts'
import { addressOf, makeOutput, type WasmBackend } from './wasm-backend.ts'

/** Operations of assembly/elementwise.ts, by their numbers there. */
export const operations = { relu: 0, reluGrad: 1, add: 2, multiply: 3, addRow: 4 } as const

/** Smaller tensors are done before our own call is prepared. */
const large = 32_768

/** The rectifier. */
export const relu: KernelFunc = ({ inputs, backend }) => {
  const { x } = inputs as { x: TensorInfo }
  return pass(backend as WasmBackend, 'relu', x, x, util.sizeFromShape(x.shape), 1)
}

/** The rectifier's gradient in one pass; see gradients.ts. */
export const reluGrad: KernelFunc = ({ inputs, backend }) => {
  const { dy, x } = inputs as { dy: TensorInfo; x: TensorInfo }
  return pass(backend as WasmBackend, 'reluGrad', dy, x, util.sizeFromShape(x.shape), 1)
}

/** A sum or product of large tensors on all threads; what is small or of another kind goes to tfjs's own kernel. */
export function withLargeOperands(name: 'add' | 'multiply', tfjs: KernelFunc): KernelFunc {
  return (call) => {
    const { a, b } = call.inputs as { a: TensorInfo; b: TensorInfo }
    const size = util.sizeFromShape(a.shape)
    if (size < large || a.dtype !== 'float32' || b.dtype !== 'float32') return tfjs(call)
    const backend = call.backend as WasmBackend
    if (util.arraysEqual(a.shape, b.shape)) return pass(backend, name, a, b, size, 1)
    const columns = util.sizeFromShape(b.shape)
    // A bias: one row, as long as the last axis, for all the rows of `a`.
    if (name === 'add' && columns > 0 && columns === a.shape.at(-1) && columns === b.shape.at(-1)) {
      return pass(backend, 'addRow', a, b, size / columns, columns)
    }
    return tfjs(call)
  }
}

function pass(
  backend: WasmBackend,
  name: keyof typeof operations,
  a: TensorInfo,
  b: TensorInfo,
  rows: number,
  columns: number,
): TensorInfo {
  const kernels = requireKernels(backend)
  const out = makeOutput(backend, a.shape)
  const each = Math.max(1, Math.ceil(65_536 / columns))
  const addresses = [addressOf(backend, a), addressOf(backend, b), addressOf(backend, out)]
  kernels.run(
    'elementwise',
    [operations[name], ...addresses, rows, columns, each],
    Math.ceil(rows / each),
    rows * columns,
  )
  return out
}
