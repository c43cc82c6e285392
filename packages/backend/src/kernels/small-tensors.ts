import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu'
import {
  type DataId,
  type DataType,
  getKernel,
  type KernelBackend,
  type KernelFunc,
  registerKernel,
  type TensorInfo,
  unregisterKernel,
  util,
} from '@tensorflow/tfjs-core'

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

interface WasmBackend extends KernelBackend {
  typedArrayFromHeap(tensor: TensorInfo): Float32Array
  makeOutput(shape: readonly number[], dtype: DataType): TensorInfo
}

/**
 * Lets the wasm backend compute small tensors with the cpu backend's own kernels, right on its heap.
 *
 * A small network is as fast this way (a call into wasm costs more than its arithmetic), and it gives the same digits on
 * cpu and wasm: both then add in the same order, in float64, and share one exp and one log. Large tensors go to
 * the kernel that was registered before.
 */
export function registerSmallTensorKernels(): void {
  const cpu = quietCpu()
  for (const kernelName of kernelNames) {
    const large = getKernel(kernelName, 'wasm')
    const small = getKernel(kernelName, 'cpu')
    if (large === undefined || small === undefined || marker in large.kernelFunc) continue
    const kernelFunc: KernelFunc = (call) =>
      isSmall(kernelName, call.inputs) ? onCpu(cpu, small.kernelFunc, call) : large.kernelFunc(call)
    Object.assign(kernelFunc, { [marker]: true })
    unregisterKernel(kernelName, 'wasm')
    registerKernel({ ...large, kernelFunc })
  }
}

/** Marks a kernel that already chooses by size, so that registering twice does not choose twice. */
const marker: unique symbol = Symbol('small tensors on cpu')

/** A cpu backend of our own, which does not print its advertisement for tfjs-node at its first use. */
function quietCpu(): MathBackendCPU {
  return Object.assign(new MathBackendCPU(), { firstUse: false }) as MathBackendCPU
}

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

function onCpu(cpu: MathBackendCPU, kernel: KernelFunc, { inputs, attrs, backend }: Call): TensorInfo {
  const wasm = backend as WasmBackend
  const copies: TensorInfo[] = []
  const moved: Call['inputs'] = {}
  for (const [name, input] of Object.entries(inputs)) {
    if (input === undefined) continue
    moved[name] = cpu.makeTensorInfo([...input.shape], input.dtype, wasm.typedArrayFromHeap(input))
    copies.push(moved[name])
  }
  const result = kernel({ inputs: moved, backend: cpu, ...(attrs && { attrs }) }) as TensorInfo
  const output = wasm.makeOutput(result.shape, result.dtype)
  wasm.typedArrayFromHeap(output).set(cpu.data.get(result.dataId as DataId).values as Float32Array)
  for (const copy of copies) cpu.disposeIntermediateTensorInfo(copy)
  cpu.disposeIntermediateTensorInfo(result)
  return output
}
