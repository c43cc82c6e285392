import { findLibrary } from '../select/find-library.ts'

/** Where the libraries lie that a GPU needs on Linux; undefined if one is missing. */
export type Libraries = Readonly<Record<'vulkan' | 'nvidiaDriver' | 'cuda11' | 'cudnn8', string | undefined>>

/** Looks for the libraries that a GPU needs on Linux. */
export async function libraries(): Promise<Libraries> {
  const [vulkan, nvidiaDriver, cuda11, cudnn8] = await Promise.all(
    ['libvulkan.so.1', 'libcuda.so.1', 'libcudart.so.11.0', 'libcudnn.so.8'].map(findLibrary),
  )
  return { vulkan, nvidiaDriver, cuda11, cudnn8 }
}
