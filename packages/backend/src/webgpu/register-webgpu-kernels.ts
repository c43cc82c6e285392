import { engine, env, getKernel, registerKernel, unregisterKernel } from '@tensorflow/tfjs-core'
import { withSpreadPixels } from './conv2d-backprop-filter.ts'
import { adamStep, runningMean } from './optimizer-kernels.ts'
import { type UploadingBackend, writeSmallTensors } from './small-uploads.ts'

const backendName = 'webgpu'

/** Gives the running WebGPU backend what makes training fast: see README.md, "Kernels". Doing it again does nothing. */
export function registerWebgpuKernels(): void {
  const backend = engine().registry[backendName] as unknown as UploadingBackend
  if (!Object.hasOwn(backend, 'uploadToGPU')) writeSmallTensors(backend)
  // The gradient of a convolution's input as a matrix product, twice as fast as what tfjs does by default.
  env().set('WEBGPU_USE_NAIVE_CONV2D_TRANSPOSE', false)
  if (getKernel('DlwAdamStep', backendName) !== undefined) return
  registerKernel({ kernelName: 'DlwAdamStep', backendName, kernelFunc: adamStep })
  registerKernel({ kernelName: 'DlwRunningMean', backendName, kernelFunc: runningMean })
  const tfjs = getKernel('Conv2DBackpropFilter', backendName)
  unregisterKernel('Conv2DBackpropFilter', backendName)
  registerKernel({ ...tfjs, kernelFunc: withSpreadPixels(tfjs.kernelFunc) })
}
