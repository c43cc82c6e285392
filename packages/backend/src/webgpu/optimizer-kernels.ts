import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs-core'
import { elementwiseProgram } from './elementwise-program.ts'
import { real, type WebgpuBackend } from './gpu-program.ts'

/*
 * What optimizers do to every weight, in one program where TensorFlow.js takes a handful: on a GPU a program costs some
 * 50 µs whatever it computes, and a network of five layers has ten weights. @dlw/train asks for them by name.
 */

/** `DlwRunningMean`: `before · kept + value · (1 − kept)`, or of the value's square. */
export const runningMean: KernelFunc = ({ inputs, attrs, backend }) => {
  const { before, value } = inputs as { before: TensorInfo; value: TensorInfo }
  const { kept, squared } = attrs as unknown as { kept: number; squared: boolean }
  const program = elementwiseProgram({
    name: `runningMean_${squared}`,
    inputs: ['before', 'value'],
    uniforms: 'kept : f32, added : f32,',
    shape: before.shape,
    value: `before[index] * uniforms.kept + value[index] * ${squared ? 'value[index] * ' : ''}uniforms.added`,
  })
  return (backend as unknown as WebgpuBackend).runWebGPUProgram(program, [before, value], 'float32', [
    real(kept),
    real(1 - kept),
  ])
}

/** `DlwAdamStep`: `values − rate · mean / (√square + ε)`. */
export const adamStep: KernelFunc = ({ inputs, attrs, backend }) => {
  const { values, mean, square } = inputs as Record<'values' | 'mean' | 'square', TensorInfo>
  const { rate, epsilon } = attrs as unknown as { rate: number; epsilon: number }
  const program = elementwiseProgram({
    name: 'adamStep',
    inputs: ['values', 'mean', 'square'],
    uniforms: 'rate : f32, epsilon : f32,',
    shape: values.shape,
    value: 'values[index] - uniforms.rate * mean[index] / (sqrt(square[index]) + uniforms.epsilon)',
  })
  return (backend as unknown as WebgpuBackend).runWebGPUProgram(program, [values, mean, square], 'float32', [
    real(rate),
    real(epsilon),
  ])
}
