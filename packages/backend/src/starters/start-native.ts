import type { Starter } from './starters.ts'

/** TensorFlow's own CUDA build, by the optional package `@tensorflow/tfjs-node-gpu`. */
export const startNativeGpu: Starter = async () => {
  throw new Error('@tensorflow/tfjs-node-gpu is not installed.')
}

/** TensorFlow's own CPU build, by the optional package `@tensorflow/tfjs-node`. */
export const startNativeCpu: Starter = async () => {
  throw new Error('@tensorflow/tfjs-node is not installed.')
}
