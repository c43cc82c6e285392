import type { NativeUpdate } from '@dlw/backend/capture'
import * as tf from '@tensorflow/tfjs-core'
import type { UpdateRule } from './update-rule.ts'

/** All that an optimizer remembers. */
export interface OptimizerState {
  /** Steps made. */
  iterations: number
  /** For each variable its slots, in the order of the rule's. */
  slots: Float32Array[][]
}

/** What is remembered of each weight of a variable: plain numbers on wasm and cpu, tensors elsewhere. */
export type Slot = Float32Array | tf.Tensor

const isNumbers = (slot: Slot): slot is Float32Array => slot instanceof Float32Array

/** What an optimizer remembers of its variables. */
export class Slots {
  readonly #kinds: UpdateRule['slots']
  readonly #byName = new Map<string, Slot[]>()
  /** What was set for variables that have not been moved since, in the order in which they will be. */
  #restored: Slot[][] = []
  /** What has the numbers at the moment, if not the slots themselves. */
  #native: NativeUpdate | undefined

  constructor(kinds: UpdateRule['slots']) {
    this.#kinds = kinds
  }

  /** Lets steps in wasm keep the numbers until somebody asks for them. */
  lend(native: NativeUpdate): void {
    if (this.#native !== native) this.#settle()
    this.#native = native
  }

  #settle(): void {
    this.#native?.settle()
    this.#native = undefined
  }

  /** The slots of a variable as plain numbers, to be changed in place; `lent` may be those that a step in wasm has. */
  numbersOf(name: string, size: number, { lent = false }: { lent?: boolean } = {}): Float32Array[] {
    if (!lent) this.#settle()
    const slots = this.#of(name, { size, shape: [size] })
    for (const [number, slot] of slots.entries()) {
      if (isNumbers(slot)) continue
      slots[number] = (slot.dataSync() as Float32Array).slice()
      slot.dispose()
    }
    return slots as Float32Array[]
  }

  /** The slots of a variable as tensors. Call it in a `tf.tidy`. */
  tensorsOf({ name, size, shape }: tf.Variable): tf.Tensor[] {
    this.#settle()
    return this.#of(name, { size, shape }).map((slot) => (isNumbers(slot) ? tf.tensor(slot, shape) : slot))
  }

  /** Takes tensors in place of what was remembered of a variable, and keeps them. */
  keep(name: string, slots: readonly tf.Tensor[]): void {
    const before = this.#byName.get(name) ?? []
    this.#byName.set(
      name,
      slots.map((slot) => tf.keep(slot)),
    )
    tf.dispose(before.filter((slot) => !isNumbers(slot)) as tf.Tensor[])
  }

  #of(name: string, { size, shape }: { size: number; shape: readonly number[] }): Slot[] {
    let slots = this.#byName.get(name)
    if (!slots) {
      slots = this.#restored.shift() ?? this.#fresh(size)
      if (slots.some((slot) => (isNumbers(slot) ? slot.length : slot.size) !== size)) {
        throw new RangeError(
          `setWeights: expected the state of a variable of shape [${shape.join(', ')}], received another. Restore it to the model it was made with.`,
        )
      }
      this.#byName.set(name, slots)
    }
    return slots
  }

  #fresh(size: number): Float32Array[] {
    return this.#kinds.map(({ initial }) => new Float32Array(size).fill(initial))
  }

  /**
   * Remembers all of it.
   *
   * @returns A function that brings it back, as often as it is called; undefined while it is kept in tensors.
   */
  savepoint(): (() => void) | undefined {
    this.#settle()
    const saved: [string, Float32Array[]][] = []
    for (const [name, slots] of this.#byName) {
      if (!slots.every(isNumbers)) return undefined
      saved.push([name, slots.map((slot) => slot.slice())])
    }
    const restored = [...this.#restored]
    return () => {
      this.#settle()
      this.#byName.clear()
      for (const [name, slots] of saved) {
        this.#byName.set(
          name,
          slots.map((slot) => slot.slice()),
        )
      }
      this.#restored = [...restored]
    }
  }

  /** Those of all variables that are plain numbers, in the order in which they were first moved: in place. */
  numbers(): Float32Array[] {
    this.#settle()
    return [...this.#byName.values()].flat().filter(isNumbers)
  }

  /** Copies of the slots of these variables; before the first step, what they start from. */
  async read(variables: readonly tf.Variable[]): Promise<Float32Array[][]> {
    this.#settle()
    const copy = async (slot: Slot): Promise<Float32Array> =>
      Float32Array.from(isNumbers(slot) ? slot : await slot.data())
    // Variables that were not moved since setWeights take what it gave, in this order.
    const waiting = [...this.#restored]
    const slots = variables.map(({ name, size }) =>
      Promise.all((this.#byName.get(name) ?? waiting.shift() ?? this.#fresh(size)).map(copy)),
    )
    return Promise.all(slots)
  }

  /** Takes what {@link read} gave for these variables; those without slots start afresh. */
  write(variables: readonly tf.Variable[], slots: readonly Float32Array[][]): void {
    this.clear()
    for (const [index, own] of slots.entries()) this.#byName.set(variables[index]!.name, own)
  }

  /** Each slot of each variable under a name. The caller disposes of them. */
  tensors(): { name: string; tensor: tf.Tensor }[] {
    this.#settle()
    const restored = this.#restored.map((values, index) => [`restored_${index}`, values] as const)
    return [...this.#byName, ...restored].flatMap(([name, values]) =>
      values.map((value, number) => ({
        name: `${name}/${this.#kinds[number]!.name}`,
        tensor: isNumbers(value) ? tf.tensor1d(value.slice()) : tf.clone(value),
      })),
    )
  }

  /** Takes what {@link tensors} gave for variables in the order in which they will be moved. */
  async set(tensors: readonly tf.Tensor[]): Promise<void> {
    const count = this.#kinds.length
    if (count === 0 ? tensors.length > 0 : tensors.length % count !== 0) {
      throw new RangeError(
        `setWeights: expected ${count} arrays for each variable, received ${tensors.length}. Restore an optimizer of the same kind.`,
      )
    }
    this.clear()
    const values = await Promise.all(tensors.map(async (tensor) => Float32Array.from(await tensor.data())))
    for (let from = 0; from < values.length; from += count) this.#restored.push(values.slice(from, from + count))
  }

  /** Forgets all of it. */
  clear(): void {
    this.#settle()
    for (const slots of this.#byName.values()) tf.dispose(slots.filter((slot) => !isNumbers(slot)) as tf.Tensor[])
    this.#byName.clear()
    this.#restored = []
  }
}
