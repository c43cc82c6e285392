import type { GpuProgram } from './gpu-program.ts'

/** One thread for each result: `value` is its WGSL expression, of the inputs at `index` and of `uniforms`. */
export function elementwiseProgram({
  name,
  inputs,
  uniforms,
  shape,
  value,
  before = '',
}: {
  name: string
  inputs: string[]
  uniforms: string
  shape: readonly number[]
  value: string
  /** Statements that lead to the value. */
  before?: string
}): GpuProgram {
  const size = shape.reduce((product, length) => product * length, 1)
  return {
    variableNames: inputs,
    outputShape: [...shape],
    shaderKey: `dlw_${name}`,
    workgroupSize: [64, 1, 1],
    dispatchLayout: { x: shape.map((_, axis) => axis) },
    dispatch: [Math.ceil(size / 64), 1, 1],
    uniforms,
    size: true,
    getUserCode: () => `
      fn main(index : i32) {
        if (index >= uniforms.size) { return; }${before}
        result[index] = ${value};
      }`,
  }
}
