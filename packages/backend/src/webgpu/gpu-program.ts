import type { TensorInfo } from '@tensorflow/tfjs-core'

/** A numeric argument of a program: one to four numbers, in the order of its `uniforms`. */
export type Uniform = { readonly type: 'int32' | 'float32'; readonly data: number[] }

/** What tfjs's WebGPU backend runs: `main` in WGSL, and how many groups of threads run it. */
export type GpuProgram = {
  readonly variableNames: string[]
  readonly outputShape: number[]
  /** Under this key the compiled program is kept; the same for all shapes of the same ranks. */
  readonly shaderKey: string
  readonly workgroupSize: [number, number, number]
  readonly dispatchLayout: { readonly x: number[]; readonly y?: number[]; readonly z?: number[] }
  /** tfjs spreads a long row of groups over the other axes, in place. */
  dispatch: [number, number, number]
  readonly uniforms: string
  /** Whether the program is told the number of its results as `uniforms.size`. */
  readonly size?: boolean
  getUserCode(): string
}

/** The part of tfjs's WebGPU backend that kernels of ours use. */
export type WebgpuBackend = {
  runWebGPUProgram(program: GpuProgram, inputs: TensorInfo[], dtype: string, uniforms: Uniform[]): TensorInfo
  disposeData(dataId: object): boolean
}

export const whole = (...data: number[]): Uniform => ({ type: 'int32', data })
export const real = (...data: number[]): Uniform => ({ type: 'float32', data })
