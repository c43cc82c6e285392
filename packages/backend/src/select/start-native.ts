import { backend, engine, removeBackend } from '@tensorflow/tfjs-core'
import { importOptional, logicalCores, processorName, restoreNodeUtil } from '#platform'
import { isNode, node } from './is-node.ts'
import type { Starter, StartOptions } from './starter.ts'
import { switchTo } from './switch-to.ts'

/** TensorFlow itself with CUDA, by the package `@tensorflow/tfjs-node-gpu` of the app. */
export const startNativeGpu: Starter = async (options) => {
  await load('@tensorflow/tfjs-node-gpu', options)
  if (!(backend() as { isUsingGpuDevice?: boolean }).isUsingGpuDevice) {
    // tfjs-node registers under the same name, so its place is cleared.
    removeBackend('tensorflow')
    throw new Error(
      '@tensorflow/tfjs-node-gpu found no GPU that it can use. It needs an NVIDIA driver from 450, CUDA 11.2 and cuDNN 8.1 (libcudart.so.11.0); CUDA 12 will not do.',
    )
  }
  return { kind: 'gpu', device: 'NVIDIA GPU by CUDA', threads: 1 }
}

/** TensorFlow itself on the processor, by the package `@tensorflow/tfjs-node` of the app. */
export const startNativeCpu: Starter = async (options) => {
  await load('@tensorflow/tfjs-node', options)
  return {
    kind: 'cpu',
    device: `${processorName()}, TensorFlow`,
    threads: options.threads ?? logicalCores(),
  }
}

async function load(name: string, { threads }: StartOptions): Promise<void> {
  if (!isNode()) throw new Error(`${name} needs Node. In browsers, use webgpu, webgl or wasm.`)
  restoreNodeUtil()
  if (threads !== undefined) node()!.env.TF_NUM_INTRAOP_THREADS = String(threads)
  try {
    await importOptional(name)
  } catch (cause) {
    if (!(cause instanceof Error) || cause.message.includes('is not installed')) throw cause
    throw new Error(
      `${name} is installed, but its native part does not load: ${cause.message.split('\n')[0]} Package managers block the install script that downloads it; to run it: npm rebuild ${name} --foreground-scripts`,
      { cause },
    )
  }
  if (!('tensorflow' in engine().registryFactory)) {
    throw new Error(
      `${name} registers with another copy of TensorFlow.js than this app's. Keep one: npm dedupe, and the same version of every @tensorflow package.`,
    )
  }
  await switchTo('tensorflow')
}
