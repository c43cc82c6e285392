import type { TensorInfo } from '@tensorflow/tfjs-core'
import { elementwiseProgram } from './elementwise-program.ts'
import { type WebgpuBackend, whole } from './gpu-program.ts'

/** Adds up `parts` of shape `[count, …]` over the first axis, as a tensor of `shape`. */
export function sumOfParts(backend: WebgpuBackend, parts: TensorInfo, shape: readonly number[]): TensorInfo {
  const program = elementwiseProgram({
    name: 'sumOfParts',
    inputs: ['parts'],
    uniforms: 'count : i32,',
    shape,
    value: 'total',
    before: `
      var total = 0.0;
      for (var part = 0; part < uniforms.count; part = part + 1) { total = total + parts[part * uniforms.size + index]; }`,
  })
  return backend.runWebGPUProgram(program, [parts], 'float32', [whole(parts.shape[0]!)])
}
