import * as tf from '@tensorflow/tfjs-core'

/** The kernels that `@dlw/backend` may have for the active device. */
export type FusedKernel = 'DlwAdamStep' | 'DlwRunningMean'

/** Runs several operations as one, where `@dlw/backend` has a kernel for it (on WebGPU); elsewhere returns undefined. */
export function fused(
  name: FusedKernel,
  inputs: Record<string, tf.Tensor>,
  attrs: Record<string, number | boolean>,
): tf.Tensor | undefined {
  if (tf.getKernel(name, tf.getBackend()) === undefined) return undefined
  return tf.engine().runKernel(name, inputs, attrs) as tf.Tensor
}
