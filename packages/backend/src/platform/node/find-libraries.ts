import type { Libraries } from '../../doctor/libraries.ts'
import { findLibrary } from './find-library.ts'

/** Looks for the libraries that a GPU needs on Linux. */
export function findLibraries(): Libraries {
  return {
    vulkan: findLibrary('libvulkan.so.1'),
    nvidiaDriver: findLibrary('libcuda.so.1'),
    cuda11: findLibrary('libcudart.so.11.0'),
    cudnn8: findLibrary('libcudnn.so.8'),
  }
}
