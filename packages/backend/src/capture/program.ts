import type { TensorInfo } from '@tensorflow/tfjs-core'

/** Rows of tensors that hold more than one call needs. */
export interface ProgramRows {
  /** As many as the function has inputs, in their order. */
  tensors: readonly TensorInfo[]
  /** The numbers of the rows; undefined for their own order. */
  order: Int32Array | undefined
  /** The place in that order of the first row, and how many rows there are. */
  from: number
  size: number
}

/** A captured function, ready to be run again and again without the engine. */
export interface Program {
  /**
   * Runs it. Variables that the function updates have their new numbers afterwards.
   *
   * @param inputs Tensors like those that it was traced with, in their order.
   * @throws CaptureRefused when a kernel does other than before; no variable has changed then.
   */
  run(inputs: readonly TensorInfo[]): void
  /** Runs it on rows of larger tensors, which are copied to where the program wants them. */
  runRows(rows: ProgramRows): void
  /** Fills its memory with NaN, so that a run that reads what it has not written is found out. */
  poison(): void
  /** The numbers of a result of the last run, in place: overwritten by the next one. Undefined where there was none. */
  output(index: number): Float32Array | undefined
  /** The shape of a result. */
  shape(index: number): readonly number[] | undefined
  /** The numbers of a variable, in place. */
  variable(index: number): Float32Array
  /** Whether C++ kernels read variables that they keep in a form of their own: refresh these after each run. */
  readonly packs: boolean
  /** How many kernels each run repeats, and of how many it was made. */
  readonly kernels: { run: number; traced: number }
  /** Bytes of memory that it holds, besides variables. */
  readonly bytes: number
  /** Frees its memory. Variables keep their numbers. */
  dispose(): void
}
