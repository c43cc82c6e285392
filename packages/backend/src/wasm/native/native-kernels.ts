import { startHelper } from '#platform'
import type { Helper } from '../../platform/helper.ts'
import { plainAlone, plainShared, relaxedAlone, relaxedShared } from './binaries.ts'
import { bytesFromBase64 } from './bytes-from-base64.ts'
import type { WasmBackend } from './wasm-backend.ts'

/** The jobs that assembly/threads.ts knows, by their numbers there. */
const jobs = {
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
} as const

type Exports = {
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

const controlBytes = 64
const parameterBytes = 256
/** MAY_SLEEP of assembly/threads.ts. */
const maySleepWord = 6

/**
 * Our own kernels, compiled from assembly/, at work in the memory of tfjs's wasm backend: they read and write its
 * tensors in place.
 */
export class NativeKernels {
  readonly threads: number
  readonly addBlocks: Exports['addBlocks']
  readonly packWeights: Exports['packWeights']
  readonly transformTaps: Exports['transformTaps']
  readonly #dispatch: Exports['dispatch']
  readonly #backend: WasmBackend
  readonly #memory: WebAssembly.Memory
  readonly #control: number
  readonly #helpers: readonly Helper[]

  constructor(backend: WasmBackend, memory: WebAssembly.Memory, exports: Exports, control: number, helpers: Helper[]) {
    this.threads = 1 + helpers.length
    this.addBlocks = exports.addBlocks
    this.packWeights = exports.packWeights
    this.transformTaps = exports.transformTaps
    this.#dispatch = exports.dispatch
    this.#backend = backend
    this.#memory = memory
    this.#control = control
    this.#helpers = helpers
  }

  /**
   * Runs a job on all threads and returns when it is done.
   *
   * @param parameters The job's words, in the order of the constants at the top of its file in assembly/.
   * @param units Into how many independent parts the job falls.
   * @param operations Multiplications, more or less: a job that takes less time than waking a thread stays on one.
   */
  run(job: keyof typeof jobs, parameters: readonly number[], units: number, operations: number): void {
    const address = this.#control + controlBytes
    new Int32Array(this.#memory.buffer, address, parameters.length).set(parameters)
    const alone = this.threads === 1 || operations < 200_000
    this.#dispatch(this.#control, jobs[job], address, units, alone ? 1 : 0)
  }

  /** Copies `floats` numbers from each of the `offsets` (in floats), one run after the other. */
  copyRuns(from: number, to: number, offsets: readonly number[], floats: number): void {
    const heap = new Uint8Array(this.#memory.buffer)
    offsets.forEach((offset, index) => {
      heap.copyWithin(to + index * floats * 4, from + offset * 4, from + (offset + floats) * 4)
    })
  }

  /** Lends `bytes` of memory to `body`. */
  withScratch<Result>(bytes: number, body: (address: number) => Result): Result {
    // Vectors straddle no cache line if they start at a multiple of 16; malloc gives 8.
    const address = this.#backend.wasm._malloc(bytes + 16) >>> 0
    if (address === 0) {
      throw new RangeError(
        `wasm backend: expected ${bytes} bytes of memory, received none. Dispose of tensors, or use a smaller batch.`,
      )
    }
    try {
      return body((address + 15) & ~15)
    } finally {
      this.#backend.wasm._free(address)
    }
  }

  /** Ends the helping threads. */
  stop(): void {
    for (const helper of this.#helpers) helper.terminate()
  }
}

/** One set of kernels for each wasm backend that was started; forgotten with it. */
const attached = new WeakMap<object, NativeKernels>()

/** The kernels that work in this backend's memory, or undefined before {@link attachNativeKernels}. */
export function nativeKernels(backend: object): NativeKernels | undefined {
  return attached.get(backend)
}

/**
 * The kernels that work in this backend's memory.
 *
 * @throws Error if none do: the backend was started again without them.
 */
export function requireKernels(backend: object): NativeKernels {
  const kernels = attached.get(backend)
  if (kernels === undefined) {
    throw new Error(
      'wasm backend: expected its training kernels, received none. Call useBackend() or registerTrainingKernels() after starting it.',
    )
  }
  return kernels
}

/**
 * Compiles our kernels for this engine and sets them to work in the memory of `backend`.
 *
 * @param threads How many threads are to compute; more than 1 needs the backend's threaded binary.
 */
export async function attachNativeKernels(backend: WasmBackend, threads: number): Promise<NativeKernels> {
  const present = attached.get(backend)
  if (present !== undefined) return present
  const memory = backend.wasm.wasmMemory ?? (backend.wasm.asm.memory as WebAssembly.Memory)
  const shared = typeof SharedArrayBuffer !== 'undefined' && memory.buffer instanceof SharedArrayBuffer
  const module = await compile(shared)
  const { exports } = await WebAssembly.instantiate(module, { env: { memory } })
  const control = backend.wasm._malloc(controlBytes + parameterBytes) >>> 0
  const words = new Int32Array(memory.buffer, control, controlBytes / 4).fill(0)
  // The thread of a page must not sleep; every other may.
  words[maySleepWord] = typeof document === 'undefined' ? 1 : 0
  const slots = Array.from({ length: shared ? threads - 1 : 0 }, (_, index) => index + 1)
  const helpers = await Promise.all(slots.map((slot) => startHelper({ module, memory, control, slot })))
  const kernels = new NativeKernels(backend, memory, exports as Exports, control, helpers)
  attached.set(backend, kernels)
  return kernels
}

/** With relaxed SIMD where the engine has it: a multiply-add is one instruction then. */
async function compile(shared: boolean): Promise<WebAssembly.Module> {
  const relaxed = bytesFromBase64(shared ? relaxedShared : relaxedAlone)
  if (WebAssembly.validate(relaxed)) return WebAssembly.compile(relaxed)
  return WebAssembly.compile(bytesFromBase64(shared ? plainShared : plainAlone))
}
