import {
  getKernel,
  type KernelFunc,
  registerKernel,
  type TensorInfo,
  unregisterKernel,
  util,
} from '@tensorflow/tfjs-core'
import { makeOutput, type WasmBackend } from '../native/wasm-backend.ts'
import { cpuKernel } from './cpu-kernel.ts'

/** The kernels whose last digits depend on the order of summation or on the engine's exp and log. */
const kernelNames = [
  'BatchMatMul',
  'Cos',
  'Elu',
  'Exp',
  'Log',
  'LogSoftmax',
  'Mean',
  'Pow',
  'Prod',
  'Rsqrt',
  'Sigmoid',
  'Sin',
  'Softmax',
  'Softplus',
  'Sum',
  'Tanh',
  '_FusedMatMul',
] as const

/** Above this many multiply-adds or elements SIMD is worth more than equal digits. */
export const smallWork = 16_384

/**
 * Lets the wasm backend compute small tensors with the cpu backend's own kernels, right on its heap.
 *
 * A small network is as fast this way (a call into wasm costs more than its arithmetic), and it gives the same digits on
 * cpu and wasm: both then add in the same order, in float64, and share one exp and one log. Large tensors go to
 * the kernel that was registered before.
 */
export function registerSmallTensorKernels(): void {
  for (const kernelName of kernelNames) {
    const large = getKernel(kernelName, 'wasm')
    if (large === undefined || marker in large.kernelFunc) continue
    const small = kernelName === 'Sum' ? withSmallColumnSums(cpuKernel('Sum')) : cpuKernel(kernelName)
    const kernelFunc: KernelFunc = (call) => (isSmall(kernelName, call.inputs) ? small(call) : large.kernelFunc(call))
    Object.assign(kernelFunc, { [marker]: true })
    unregisterKernel(kernelName, 'wasm')
    registerKernel({ ...large, kernelFunc })
  }
}

/** Marks a kernel that already chooses by size, so that registering twice does not choose twice. */
const marker: unique symbol = Symbol('small tensors on cpu')

type Call = Parameters<KernelFunc>[0]

/** Sums of columns, in the cpu backend's order and precision, without the transpose that it makes first. */
function withSmallColumnSums(cpu: KernelFunc): KernelFunc {
  return (call) => {
    const { x } = call.inputs as { x: TensorInfo }
    const axes = util.parseAxisParam((call.attrs as unknown as { axis: number | number[] }).axis, x.shape)
    if (x.shape.length !== 2 || axes.length !== 1 || axes[0] !== 0) return cpu(call)
    const [rows, columns] = x.shape as [number, number]
    const { keepDims } = call.attrs as unknown as { keepDims: boolean }
    const wasm = call.backend as WasmBackend
    const output = makeOutput(wasm, keepDims ? [1, columns] : [columns])
    const values = wasm.typedArrayFromHeap(x)
    const sums = wasm.typedArrayFromHeap(output)
    for (let column = 0; column < columns; column += 1) {
      let sum = 0
      for (let row = 0; row < rows; row += 1) sum += values[row * columns + column]!
      sums[column] = sum
    }
    return output
  }
}

function isSmall(kernelName: string, inputs: Call['inputs']): boolean {
  let largest = 0
  for (const input of Object.values(inputs)) {
    if (input === undefined) continue
    if (input.dtype !== 'float32') return false
    largest = Math.max(largest, util.sizeFromShape(input.shape))
  }
  if (kernelName !== 'BatchMatMul' && kernelName !== '_FusedMatMul') return largest <= smallWork
  const { a, b } = inputs as { a: TensorInfo; b: TensorInfo }
  return largest <= smallWork && isSmallWork(a.shape, b.shape)
}

/** The product of both sizes holds the inner dimension twice: an upper bound of rows × inner × columns, cheap to take. */
function isSmallWork(a: readonly number[], b: readonly number[]): boolean {
  return util.sizeFromShape([...b]) * Math.max(a.at(-1)!, a.at(-2)!) <= smallWork
}

type Shaped = { readonly shape: readonly number[]; readonly dtype: string }

/** Whether the product of two float32 matrices, and what may be added to it, is left to the cpu backend's kernel. */
export function isSmallProduct(operands: readonly [Shaped, Shaped, (Shaped | undefined)?]): boolean {
  const [a, b] = operands
  return (
    operands.every((operand) => {
      if (operand === undefined) return true
      return operand.dtype === 'float32' && util.sizeFromShape([...operand.shape]) <= smallWork
    }) && isSmallWork(a.shape, b.shape)
  )
}
