import {
  getKernel,
  type KernelFunc,
  registerKernel,
  type TensorInfo,
  unregisterKernel,
  util,
} from '@tensorflow/tfjs-core'
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
const smallWork = 16_384

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
    const small = cpuKernel(kernelName)
    const kernelFunc: KernelFunc = (call) => (isSmall(kernelName, call.inputs) ? small(call) : large.kernelFunc(call))
    Object.assign(kernelFunc, { [marker]: true })
    unregisterKernel(kernelName, 'wasm')
    registerKernel({ ...large, kernelFunc })
  }
}

/** Marks a kernel that already chooses by size, so that registering twice does not choose twice. */
const marker: unique symbol = Symbol('small tensors on cpu')

type Call = Parameters<KernelFunc>[0]

function isSmall(kernelName: string, inputs: Call['inputs']): boolean {
  let largest = 0
  for (const input of Object.values(inputs)) {
    if (input === undefined) continue
    if (input.dtype !== 'float32') return false
    largest = Math.max(largest, util.sizeFromShape(input.shape))
  }
  if (kernelName !== 'BatchMatMul' && kernelName !== '_FusedMatMul') return largest <= smallWork
  const { a, b } = inputs as { a: TensorInfo; b: TensorInfo }
  // The product of both sizes holds the inner dimension twice: an upper bound of rows × inner × columns, cheap to take.
  const rows = Math.max(a.shape.at(-1)!, a.shape.at(-2)!)
  return largest <= smallWork && util.sizeFromShape(b.shape) * rows <= smallWork
}
