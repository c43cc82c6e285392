import type { DirectKernels } from '../wasm/native/direct-kernels.ts'
import type { JobName, NativeKernels } from '../wasm/native/native-kernels.ts'
import type { ProgramMemory } from './program-memory.ts'

/** Notes jobs, with their parameters laid out in memory for good, instead of running them. */
export class RecordingKernels implements NativeKernels {
  readonly threads: number
  readonly #direct: DirectKernels
  readonly #memory: ProgramMemory
  readonly #note: (job: () => void) => void

  /** @param note Is given each job, in the order of the calls. */
  constructor(direct: DirectKernels, memory: ProgramMemory, note: (job: () => void) => void) {
    this.threads = direct.threads
    this.#note = note
    this.#direct = direct
    this.#memory = memory
  }

  run(job: JobName, parameters: readonly number[], units: number, operations: number): void {
    const address = this.#memory.allocate(parameters.length * 4)
    this.#memory.heap.integers(address, parameters.length).set(parameters)
    this.#note(this.#direct.prepared(job, address, units, operations))
  }

  packWeights(...parts: Parameters<NativeKernels['packWeights']>): void {
    const { packWeights } = this.#direct
    this.#note(() => packWeights(...parts))
  }

  transformTaps(...parts: Parameters<NativeKernels['transformTaps']>): void {
    const { transformTaps } = this.#direct
    this.#note(() => transformTaps(...parts))
  }

  addBlocks(...parts: Parameters<NativeKernels['addBlocks']>): void {
    const { addBlocks } = this.#direct
    this.#note(() => addBlocks(...parts))
  }

  copyRuns(...parts: Parameters<NativeKernels['copyRuns']>): void {
    this.#note(() => this.#direct.copyRuns(...parts))
  }

  withScratch<Result>(bytes: number, body: (address: number) => Result): Result {
    return body(this.#memory.scratch(bytes))
  }
}
