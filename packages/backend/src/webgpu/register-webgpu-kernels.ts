import { engine, env, getKernel, type KernelFunc, registerKernel, unregisterKernel } from '@tensorflow/tfjs-core'
import { conv2DBackpropFilter } from './conv2d-backprop-filter.ts'
import { adamStep, runningMean } from './optimizer-kernels.ts'
import { type UploadingBackend, writeSmallTensors } from './small-uploads.ts'

const kernels: Readonly<Record<string, KernelFunc>> = {
  Conv2DBackpropFilter: conv2DBackpropFilter,
  DlwAdamStep: adamStep,
  DlwRunningMean: runningMean,
}

/** Gives the running WebGPU backend what makes training fast: see README.md, "Kernels". Doing it again does nothing. */
export function registerWebgpuKernels(): void {
  const backend = engine().registry.webgpu as unknown as UploadingBackend
  if (!Object.hasOwn(backend, 'uploadToGPU')) writeSmallTensors(backend)
  // The gradient of a convolution's input as a matrix product, twice as fast as tfjs's default.
  env().set('WEBGPU_USE_NAIVE_CONV2D_TRANSPOSE', false)
  for (const [kernelName, kernelFunc] of Object.entries(kernels)) {
    if (getKernel(kernelName, 'webgpu') !== undefined) unregisterKernel(kernelName, 'webgpu')
    registerKernel({ kernelName, backendName: 'webgpu', kernelFunc })
  }
}
