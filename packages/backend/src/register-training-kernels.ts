import { getKernel, type KernelFunc, registerKernel, unregisterKernel } from '@tensorflow/tfjs-core'
import { conv2DBackpropFilter } from './kernels/conv2d-backprop-filter.ts'
import { registerSmallTensorKernels } from './kernels/small-tensors.ts'

const kernels: Readonly<Record<string, KernelFunc>> = {
  Conv2DBackpropFilter: conv2DBackpropFilter,
}

/**
 * Gives the wasm backend the kernels that training needs and that TensorFlow.js ships without, or ships slow.
 *
 * {@link useBackend} calls it; call it yourself only if you start the wasm backend by hand. Calling it again does nothing.
 *
 * @throws Error if `@tensorflow/tfjs-backend-wasm` has not been imported.
 * @see README.md, "Kernels", for the decision on each of them.
 * @example
 * ```ts
 * import { registerTrainingKernels } from '@dlw/backend'
 * import '@tensorflow/tfjs-backend-wasm'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * registerTrainingKernels()
 * await tf.setBackend('wasm')
 * ```
 */
export function registerTrainingKernels(): void {
  if (getKernel('Reshape', 'wasm') === undefined) {
    throw new Error(
      "registerTrainingKernels: expected the wasm backend's kernels, received none. Import '@tensorflow/tfjs-backend-wasm' first.",
    )
  }
  for (const [kernelName, kernelFunc] of Object.entries(kernels)) {
    if (getKernel(kernelName, 'wasm') !== undefined) unregisterKernel(kernelName, 'wasm')
    registerKernel({ kernelName, backendName: 'wasm', kernelFunc })
  }
  registerSmallTensorKernels()
}
