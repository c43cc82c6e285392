import type { DirectKernels } from '../wasm/native/direct-kernels.ts'
import { CaptureRefused } from './refused.ts'

/** Views of one address range, made anew when the memory has grown. */
export type Heap = {
  floats(address: number, length: number): Float32Array
  integers(address: number, length: number): Int32Array
  bytes(address: number, length: number): Uint8Array
}

/** Memory that a program owns until it is disposed of, and memory that each of its operations uses in turn. */
export class ProgramMemory {
  readonly heap: Heap
  readonly #kernels: DirectKernels
  readonly #owned: number[] = []
  #scratch = { from: 0, bytes: 0 }
  #used = 0
  /** Bytes of {@link allocate} so far. */
  bytes = 0

  constructor(kernels: DirectKernels) {
    this.#kernels = kernels
    const { memory } = kernels
    this.heap = {
      floats: (address, length) => new Float32Array(memory.buffer, address, length),
      integers: (address, length) => new Int32Array(memory.buffer, address, length),
      bytes: (address, length) => new Uint8Array(memory.buffer, address, length),
    }
  }

  /** The buffer of the moment: another one when memory has grown. */
  get buffer(): ArrayBufferLike {
    return this.#kernels.memory.buffer
  }

  /** Memory of its own, aligned to 64 bytes. */
  allocate(bytes: number): number {
    const { base, aligned } = this.#taken(Math.max(bytes, 1))
    this.#owned.push(base)
    this.bytes += bytes
    return aligned
  }

  #taken(bytes: number): { base: number; aligned: number } {
    try {
      return this.#kernels.allocate(bytes)
    } catch (error) {
      if (error instanceof RangeError) throw new CaptureRefused('there is no memory left for it; use smaller batches')
      throw error
    }
  }

  /** Memory that stays reserved for the operation that is being lowered; the next one may use it again. */
  scratch(bytes: number): number {
    const size = Math.ceil(Math.max(bytes, 1) / 64) * 64
    if (this.#used + size > this.#scratch.bytes) {
      // Earlier operations keep the addresses that they have: the old block stays.
      const wanted = Math.max(size, this.#scratch.bytes * 2, 4096)
      this.#scratch = { from: this.allocate(wanted), bytes: wanted }
      this.#used = 0
    }
    const at = this.#scratch.from + this.#used
    this.#used += size
    return at
  }

  /** Lets what is scratched after `body` use the memory that it scratched. */
  withoutScratch<Result>(body: () => Result): Result {
    const { from } = this.#scratch
    const used = this.#used
    try {
      return body()
    } finally {
      this.#used = this.#scratch.from === from ? used : 0
    }
  }

  /** Lets what is scratched next use the same memory again. */
  nextOperation(): void {
    this.#used = 0
  }

  dispose(): void {
    for (const base of this.#owned.splice(0)) this.#kernels.free(base)
  }
}
