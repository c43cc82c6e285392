/** The jobs that assembly/threads.ts knows, by their numbers there. */
export const jobs = {
  convolve: 0,
  filterGradient: 1,
  maxPoolGradient: 2,
  elementwise: 3,
  columnSums: 4,
  depthwiseInputGradient: 5,
  depthwiseFilterGradient: 6,
  addGroups: 7,
  winogradConvolve: 8,
  winogradFilterGradient: 9,
  winogradTaps: 10,
  smallProduct: 11,
  updateStep: 12,
} as const

/** One of the jobs that our kernels know. */
export type JobName = keyof typeof jobs

/** What assembly/ exports, besides the loop of the helping threads. */
export type Exports = {
  addBlocks(sums: number, blocks: number, columns: number, scale: number, out: number): void
  packWeights(
    from: number,
    to: number,
    depth: number,
    channels: number,
    depthStride: number,
    channelStride: number,
  ): void
  transformTaps(from: number, to: number, floats: number): void
  dispatch(control: number, job: number, parameters: number, units: number, alone: number): void
}

/**
 * Our own kernels at work in the memory of tfjs's wasm backend. Two classes implement it: {@link DirectKernels} computes
 * at once, `RecordingKernels` notes what is to be computed so that it can be repeated.
 */
export interface NativeKernels extends Omit<Exports, 'dispatch'> {
  readonly threads: number
  /**
   * Runs a job on all threads and returns when it is done.
   *
   * @param parameters The job's words, in the order of the constants at the top of its file in assembly/.
   * @param units Into how many independent parts the job falls.
   * @param operations Multiplications, more or less: a job that takes less time than waking a thread stays on one.
   */
  run(job: JobName, parameters: readonly number[], units: number, operations: number): void
  /** Copies `floats` numbers from each of the `offsets` (in floats), one run after the other. */
  copyRuns(from: number, to: number, offsets: readonly number[], floats: number): void
  /** Calls `body` with the address of `bytes` of memory, which are free again when it returns. */
  withScratch<Result>(bytes: number, body: (address: number) => Result): Result
}
