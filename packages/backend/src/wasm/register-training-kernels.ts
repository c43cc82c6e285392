import { findBackend, getKernel, type KernelFunc, registerKernel, unregisterKernel } from '@tensorflow/tfjs-core'
import { registerObservableKernels } from '../capture/observe.ts'
import { asOnCpu, castToFlags, holdsIntegers, holdsNaN, stepsOver, withinImage } from './kernels/as-on-cpu.ts'
import { batchMatMul } from './kernels/batch-mat-mul.ts'
import { complexKernels, readComplex } from './kernels/complex.ts'
import { conv2D } from './kernels/conv2d.ts'
import { conv2DBackpropFilter } from './kernels/conv2d-backprop-filter.ts'
import { conv2DBackpropInput } from './kernels/conv2d-backprop-input.ts'
import { cpuKernel } from './kernels/cpu-kernel.ts'
import { einsum } from './kernels/einsum.ts'
import { fused } from './kernels/fused.ts'
import { withRowCopies } from './kernels/gather.ts'
import { withoutCopy } from './kernels/identity.ts'
import { maxPoolGrad } from './kernels/max-pool-grad.ts'
import { refuseEmpty } from './kernels/reject-empty.ts'
import { withHeapParts, withHeapSlices } from './kernels/slice.ts'
import { registerSmallTensorKernels } from './kernels/small-tensors.ts'
import { unsortedSegmentSum } from './kernels/unsorted-segment-sum.ts'
import { attachNativeKernels } from './native/attached-kernels.ts'
import { withColumnSums } from './native/column-sums.ts'
import { depthwiseConv2dNativeBackpropFilter, depthwiseConv2dNativeBackpropInput } from './native/depthwise-gradient.ts'
import { relu, reluGrad, withLargeOperands } from './native/elementwise.ts'
import { registerReluGradient } from './native/relu-gradient.ts'
import type { WasmBackend } from './native/wasm-backend.ts'

const kernels: Readonly<Record<string, KernelFunc>> = {
  BatchMatMul: batchMatMul,
  Conv2D: conv2D,
  Conv2DBackpropFilter: conv2DBackpropFilter,
  Conv2DBackpropInput: conv2DBackpropInput,
  DepthwiseConv2dNativeBackpropFilter: depthwiseConv2dNativeBackpropFilter,
  DepthwiseConv2dNativeBackpropInput: depthwiseConv2dNativeBackpropInput,
  Einsum: einsum,
  FusedConv2D: fused('Conv2D'),
  MaxPoolGrad: maxPoolGrad,
  Relu: relu,
  ReluGrad: reluGrad,
  UnsortedSegmentSum: unsortedSegmentSum,
  _FusedMatMul: fused('BatchMatMul'),
}

/** Kernels of tfjs's wasm backend that compute wrong numbers (see all-layers.test.ts); the cpu backend's are right. */
const wrong = ['Conv3DBackpropFilterV2', 'Conv3DBackpropInputV2', 'ResizeNearestNeighborGrad']

/** Kernels that are ours for some tensors and tfjs's for the rest. */
const wrappers = (): Readonly<Record<string, (tfjs: KernelFunc) => KernelFunc>> => ({
  Add: (tfjs) => withLargeOperands('add', tfjs),
  AvgPool: withinImage('AvgPool'),
  Cast: (tfjs) => castToFlags(withoutCopy(tfjs)),
  ClipByValue: asOnCpu('ClipByValue', (call) => holdsIntegers(call) || holdsNaN(call)),
  DepthwiseConv2dNative: asOnCpu('DepthwiseConv2dNative', stepsOver),
  GatherV2: withRowCopies,
  Identity: withoutCopy,
  MaxPool: (tfjs) => withinImage('MaxPool')(asOnCpu('MaxPool', holdsNaN)(tfjs)),
  Maximum: asOnCpu('Maximum', holdsNaN),
  Mean: (tfjs) => withColumnSums(tfjs, true),
  Minimum: asOnCpu('Minimum', holdsNaN),
  Multiply: (tfjs) => withLargeOperands('multiply', tfjs),
  Relu6: asOnCpu('Relu6', holdsNaN),
  Slice: withHeapSlices,
  SplitV: withHeapParts,
  Sum: (tfjs) => withColumnSums(tfjs, false),
})

/** Options of {@link registerTrainingKernels}. */
export type RegisterTrainingKernelsOptions = {
  /** How many threads compute; more than 1 needs the wasm backend's threaded binary. Defaults to 1. */
  threads?: number
}

/**
 * Gives the running wasm backend the kernels that training needs and that TensorFlow.js ships without, or ships slow.
 *
 * {@link useBackend} calls it; call it yourself only if you start the wasm backend by hand. Calling it again only takes up
 * kernels that you have registered since, so that steps with them can be captured.
 *
 * @returns How many threads compute.
 * @throws Error if the wasm backend is not running.
 * @see README.md, "Kernels", for the decision on each of them.
 * @example
 * ```ts
 * import { registerTrainingKernels } from '@dlw/backend'
 * import '@tensorflow/tfjs-backend-wasm'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * await tf.setBackend('wasm')
 * await registerTrainingKernels()
 * const x = tf.ones([1, 4, 4, 1]) as tf.Tensor4D
 * const slope = tf.grad((kernel) => tf.sum(tf.conv2d(x, kernel as tf.Tensor4D, 1, 'valid')))
 * console.log(slope(tf.ones([3, 3, 1, 1])).dataSync()[0]) // → 4
 * ```
 */
export async function registerTrainingKernels({ threads = 1 }: RegisterTrainingKernelsOptions = {}): Promise<number> {
  const backend = findBackend('wasm') as WasmBackend | null
  if (backend === null) {
    throw new Error(
      "registerTrainingKernels: expected the wasm backend to be running, received none. Call await tf.setBackend('wasm') first.",
    )
  }
  const native = await attachNativeKernels(backend, threads)
  if (getKernel('ReluGrad', 'wasm') !== undefined) {
    // Others may have registered kernels since.
    registerObservableKernels()
    return native.threads
  }
  for (const [kernelName, wrap] of Object.entries(wrappers())) {
    const tfjs = getKernel(kernelName, 'wasm')
    unregisterKernel(kernelName, 'wasm')
    registerKernel({ ...tfjs, kernelFunc: wrap(tfjs.kernelFunc) })
  }
  const right = wrong.map((kernelName): [string, KernelFunc] => [kernelName, cpuKernel(kernelName)])
  const all = [...Object.entries(kernels), ...Object.entries(complexKernels()), ...right]
  for (const [kernelName, kernelFunc] of all) {
    if (getKernel(kernelName, 'wasm') !== undefined) unregisterKernel(kernelName, 'wasm')
    registerKernel({ kernelName, backendName: 'wasm', kernelFunc })
  }
  readComplex(backend)
  registerSmallTensorKernels()
  refuseEmpty(Object.keys(kernels))
  registerObservableKernels()
  await registerReluGradient()
  return native.threads
}
