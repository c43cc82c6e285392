import type { Helper } from '../../platform/helper.ts'
import { type Exports, type JobName, jobs, type NativeKernels } from './native-kernels.ts'
import type { WasmBackend } from './wasm-backend.ts'

/** Bytes of the words that threads share; see assembly/threads.ts. */
export const controlBytes = 64
/** Bytes of the longest list of a job's parameters. */
export const parameterBytes = 256

/** What {@link DirectKernels} works with. */
export type KernelParts = {
  backend: WasmBackend
  memory: WebAssembly.Memory
  exports: Exports
  /** Address of the words that threads share, and behind them of a job's parameters. */
  control: number
  helpers: readonly Helper[]
}

/** Computes at once: reads and writes tensors of the wasm backend in place. */
export class DirectKernels implements NativeKernels {
  readonly threads: number
  readonly memory: WebAssembly.Memory
  readonly addBlocks: Exports['addBlocks']
  readonly packWeights: Exports['packWeights']
  readonly transformTaps: Exports['transformTaps']
  readonly #dispatch: Exports['dispatch']
  readonly #backend: WasmBackend
  readonly #control: number
  readonly #helpers: readonly Helper[]

  constructor({ backend, memory, exports, control, helpers }: KernelParts) {
    this.threads = 1 + helpers.length
    this.memory = memory
    this.addBlocks = exports.addBlocks
    this.packWeights = exports.packWeights
    this.transformTaps = exports.transformTaps
    this.#dispatch = exports.dispatch
    this.#backend = backend
    this.#control = control
    this.#helpers = helpers
  }

  run(job: JobName, parameters: readonly number[], units: number, operations: number): void {
    const address = this.#control + controlBytes
    new Int32Array(this.memory.buffer, address, parameters.length).set(parameters)
    this.prepared(job, address, units, operations)()
  }

  /** The job with the parameters that lie at an address: each call runs it. */
  prepared(job: JobName, parameters: number, units: number, operations: number): () => void {
    const alone = this.threads === 1 || operations < 200_000 ? 1 : 0
    const number = jobs[job]
    const dispatch = this.#dispatch
    const control = this.#control
    return () => dispatch(control, number, parameters, units, alone)
  }

  copyRuns(from: number, to: number, offsets: readonly number[], floats: number): void {
    const heap = new Uint8Array(this.memory.buffer)
    offsets.forEach((offset, index) => {
      heap.copyWithin(to + index * floats * 4, from + offset * 4, from + (offset + floats) * 4)
    })
  }

  withScratch<Result>(bytes: number, body: (address: number) => Result): Result {
    const { base, aligned } = this.allocate(bytes)
    try {
      return body(aligned)
    } finally {
      this.free(base)
    }
  }

  /** Takes memory of the backend: where it begins, and the first multiple of 64 in it, where vectors may begin. */
  allocate(bytes: number): { base: number; aligned: number } {
    // Vectors straddle no cache line if they start at a multiple of 16; malloc gives 8.
    const base = this.#backend.wasm._malloc(bytes + 64) >>> 0
    if (base === 0) {
      throw new RangeError(
        `wasm backend: expected ${bytes} bytes of memory, received none. Dispose of tensors, or use a smaller batch.`,
      )
    }
    return { base, aligned: base + ((64 - (base % 64)) % 64) }
  }

  /** Gives back what {@link allocate} took, by its `base`. A backend that was removed has nothing left to free. */
  free(base: number): void {
    this.#backend.wasm?._free(base)
  }

  /** Ends the helping threads. */
  stop(): void {
    for (const helper of this.#helpers) helper.terminate()
  }
}
