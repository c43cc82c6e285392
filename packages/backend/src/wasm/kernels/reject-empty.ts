import { getKernel, type KernelFunc, registerKernel, unregisterKernel, util } from '@tensorflow/tfjs-core'

/**
 * Lets kernels of the wasm backend throw at an empty batch, which is a mistake in the data more often than not: its
 * result would be empty too, its loss NaN, and its gradient zero. Kernels that only move or copy numbers take it.
 */
export function refuseEmpty(kernelNames: readonly string[]): void {
  for (const kernelName of kernelNames) {
    const { kernelFunc, ...kernel } = getKernel(kernelName, 'wasm')
    unregisterKernel(kernelName, 'wasm')
    registerKernel({ ...kernel, kernelFunc: withNumbers(kernelName, kernelFunc) })
  }
}

function withNumbers(kernelName: string, kernelFunc: KernelFunc): KernelFunc {
  return (call) => {
    for (const [name, input] of Object.entries(call.inputs)) {
      if (input !== undefined && input !== null && util.sizeFromShape(input.shape) === 0) {
        throw new RangeError(
          `${kernelName}: expected at least one row, received ${name}.shape=[${input.shape}]. Leave an empty batch out.`,
        )
      }
    }
    return kernelFunc(call)
  }
}
