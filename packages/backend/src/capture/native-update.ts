import { nativeKernels } from '../wasm/native/attached-kernels.ts'
import type { DirectKernels } from '../wasm/native/direct-kernels.ts'
import type { OpenWasmBackend } from './tfjs-privates.ts'

/** The rules of assembly/update-step.ts, by their numbers there. */
const rules = { adam: 0, descent: 1, momentum: 2, adagrad: 3, rmsprop: 4 } as const

/** A rule of an optimizer that wasm knows. */
export type NativeRule = keyof typeof rules

/** A variable to move: views of wasm memory, and what the optimizer remembers of it, up to three arrays anywhere. */
export interface NativeVariable {
  values: Float32Array
  gradient: Float32Array
  slots: readonly Float32Array[]
  /** Factor on the values before the step: weight decay. */
  kept: number
  /** What the rule takes, in the order in which assembly/update-step.ts reads it. */
  numbers: readonly number[]
}

/** Bytes of the parameters of one job. */
const parameterBytes = 192
/** Fewer weights than this are moved in JavaScript before jobs for them are prepared. */
const fewest = 1024
/** Weights that a thread takes at once. */
const each = 16_384

/**
 * Steps of optimizers as jobs of wasm, with the digits of the loops in JavaScript. What an optimizer remembers stays in
 * wasm memory from step to step, until {@link settle} brings it back.
 */
export class NativeUpdate {
  readonly #kernels: DirectKernels
  readonly #slots = new Map<Float32Array, { base: number; aligned: number }>()
  #parameters: { base: number; aligned: number } | undefined

  constructor(kernels: DirectKernels) {
    this.#kernels = kernels
  }

  /** Whether it can move these variables, and does it sooner than JavaScript. */
  pays(variables: readonly Pick<NativeVariable, 'values' | 'gradient'>[]): boolean {
    const { buffer } = this.#kernels.memory
    let size = 0
    for (const { values, gradient } of variables) {
      if (values.buffer !== buffer || gradient.buffer !== buffer) return false
      size += values.length
    }
    return size >= fewest
  }

  /** Makes a step on variables that lie in wasm memory. */
  step(rule: NativeRule, variables: readonly NativeVariable[]): void {
    // Before anything is allocated: views are empty when memory has grown.
    const places = variables.map(({ values, gradient }) => [values.byteOffset, gradient.byteOffset, values.length])
    const slots = variables.map((variable) => variable.slots.map((slot) => this.#addressOf(slot)))
    this.#parameters ??= this.#kernels.allocate(parameterBytes)
    const { aligned } = this.#parameters
    const { buffer } = this.#kernels.memory
    const integers = new Int32Array(buffer, aligned, 8)
    const numbers = new Float64Array(buffer, aligned + 32, 8)
    for (const [index, variable] of variables.entries()) {
      const [values, gradient, size] = places[index] as [number, number, number]
      const [first = 0, second = 0, third = 0] = slots[index]!
      integers.set([rules[rule], values, gradient, first, second, third, size, each])
      numbers.set([variable.kept, ...variable.numbers])
      this.#kernels.prepared('updateStep', aligned, Math.ceil(size / each), size * 4)()
    }
  }

  /** Brings what it keeps back to the arrays that it comes from, and frees its memory. */
  settle(): void {
    const { memory } = this.#kernels
    for (const [slot, { base, aligned }] of this.#slots) {
      slot.set(new Float32Array(memory.buffer, aligned, slot.length))
      this.#kernels.free(base)
    }
    this.#slots.clear()
    if (this.#parameters) this.#kernels.free(this.#parameters.base)
    this.#parameters = undefined
  }

  #addressOf(slot: Float32Array): number {
    const known = this.#slots.get(slot)
    if (known) return known.aligned
    const taken = this.#kernels.allocate(slot.byteLength)
    new Float32Array(this.#kernels.memory.buffer, taken.aligned, slot.length).set(slot)
    this.#slots.set(slot, taken)
    return taken.aligned
  }
}

/** What steps optimizers in the memory of this backend; undefined where it runs without training kernels. */
export function nativeUpdate(backend: OpenWasmBackend): NativeUpdate | undefined {
  const kernels = nativeKernels(backend)
  return kernels && new NativeUpdate(kernels)
}
