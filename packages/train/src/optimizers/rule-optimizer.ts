import * as tf from '@tensorflow/tfjs-core'
import { clipNumbers, clipTensors } from './clip-gradients.ts'
import type { GradientOptions } from './gradient-options.ts'
import type { UpdateRule } from './update-rule.ts'

/** Which of the optimizers one is: the name of its factory. */
export type OptimizerKind = 'adadelta' | 'adagrad' | 'adam' | 'adamax' | 'lion' | 'nadam' | 'rmsprop' | 'sgd'

/** All that an optimizer remembers. */
export interface OptimizerState {
  /** Steps made. */
  iterations: number
  /** For each variable its slots, in the order of {@link RuleOptimizer.slotNames}. */
  slots: Float32Array[][]
}

/** A variable and its gradient as plain numbers of one length. */
export interface NumberedVariable {
  name: string
  /** Changed in place. */
  values: Float32Array
  gradient: Float32Array
}

type NamedTensors = { name: string; tensor: tf.Tensor }[]
type Slot = Float32Array | tf.Tensor

const inMainMemory = (): boolean => tf.getBackend() === 'wasm' || tf.getBackend() === 'cpu'

/** An optimizer with Keras's formulas, to the last digits where TensorFlow.js's own differ (the place of epsilon). */
export class RuleOptimizer extends tf.Optimizer {
  /** @nocollapse */
  static get className(): string {
    return 'RuleOptimizer'
  }

  /** May be changed between steps. */
  learningRate: number
  readonly kind: OptimizerKind
  readonly #rule: UpdateRule
  readonly #options: GradientOptions
  readonly #slots = new Map<string, Slot[]>()
  #restored: Slot[][] = []
  #factors: ReadonlyMap<string, number> = new Map()

  constructor(kind: OptimizerKind, rule: UpdateRule, learningRate: number, options: GradientOptions = {}) {
    super()
    this.kind = kind
    this.#rule = rule
    this.#options = options
    this.learningRate = learningRate
  }

  override applyGradients(gradients: Record<string, tf.Tensor> | NamedTensors): void {
    const list = Array.isArray(gradients)
      ? gradients
      : Object.entries(gradients).map(([name, tensor]) => ({ name, tensor }))
    const known = list.filter(({ tensor }) => tensor)
    if (inMainMemory()) this.#applyNumbers(known)
    else {
      this.#applyTensors(known)
      this.incrementIterations()
    }
  }

  #applyNumbers(gradients: NamedTensors): void {
    const variables = gradients.map(({ name }) => tf.engine().registeredVariables[name]!)
    const parts = gradients.map(({ name, tensor }, index) => ({
      name,
      values: (variables[index]!.dataSync() as Float32Array).slice(),
      gradient: tensor.dataSync() as Float32Array,
    }))
    this.applyInPlace(parts)
    for (const [index, variable] of variables.entries()) {
      const next = tf.tensor(parts[index]!.values, variable.shape, variable.dtype)
      variable.assign(next)
      next.dispose()
    }
  }

  /** One step on plain numbers: what {@link applyGradients} does on wasm and cpu, without a tensor. */
  applyInPlace(parts: readonly NumberedVariable[]): void {
    const clipped = clipNumbers(
      parts.map(({ gradient }) => gradient),
      this.#options,
    )
    for (const [index, { name, values }] of parts.entries()) {
      const context = this.#contextOf(name)
      this.#decay(values, context.learningRate)
      this.#rule.onNumbers(values, clipped[index]!, this.#numberSlots(name, values), context)
    }
    this.incrementIterations()
  }

  #numberSlots(name: string, values: Float32Array): Float32Array[] {
    const slots = this.#slotsOf(name, { size: values.length, shape: [values.length] })
    if (slots.every((slot) => slot instanceof Float32Array)) return slots
    return slots.map((slot, number) => (slot instanceof Float32Array ? slot : this.#moved(name, number, slot)))
  }

  /**
   * Remembers all that the optimizer knows.
   *
   * @returns A function that brings it back, as often as it is called; undefined while it is kept in tensors.
   */
  savepoint(): (() => void) | undefined {
    const { iterations } = this
    const saved: [string, Float32Array[]][] = []
    for (const [name, slots] of this.#slots) {
      const numbers = slots.filter((slot) => slot instanceof Float32Array)
      if (numbers.length < slots.length) return undefined
      saved.push([name, numbers.map((slot) => slot.slice())])
    }
    const restored = [...this.#restored]
    return () => {
      this.iterations_ = iterations
      this.#slots.clear()
      for (const [name, slots] of saved) {
        this.#slots.set(
          name,
          slots.map((slot) => slot.slice()),
        )
      }
      this.#restored = [...restored]
    }
  }

  /** The slots of all variables, in the order in which they were first moved: plain numbers, in place. */
  slotNumbers(): Float32Array[] {
    return [...this.#slots.values()].flat().filter((slot) => slot instanceof Float32Array)
  }

  #decay(values: Float32Array, learningRate: number): void {
    const { weightDecay } = this.#options
    if (weightDecay === undefined) return
    const kept = 1 - weightDecay * learningRate
    for (let index = 0; index < values.length; index++) values[index]! *= kept
  }

  #applyTensors(gradients: NamedTensors): void {
    tf.tidy(() => {
      const clipped = clipTensors(
        gradients.map(({ tensor }) => tensor),
        this.#options,
      )
      for (const [index, { name }] of gradients.entries()) {
        const variable = tf.engine().registeredVariables[name]!
        const { weightDecay } = this.#options
        const context = this.#contextOf(name)
        const values = weightDecay === undefined ? variable : tf.mul(variable, 1 - weightDecay * context.learningRate)
        const before = this.#slotsOf(name, variable)
        const slots = before.map((slot) => (slot instanceof Float32Array ? tf.tensor(slot, variable.shape) : slot))
        const [next, ...after] = this.#rule.onTensors(values, clipped[index]!, slots, context)
        variable.assign(next as tf.Tensor)
        this.#slots.set(
          name,
          after.map((slot) => tf.keep(slot)),
        )
        tf.dispose(before.filter((slot) => !(slot instanceof Float32Array)) as tf.Tensor[])
      }
    })
  }

  #contextOf(name: string): { learningRate: number; iterations: number } {
    return { learningRate: this.learningRate * (this.#factors.get(name) ?? 1), iterations: this.iterations }
  }

  /** Factors on the learning rate of single variables, by name; those not named keep the whole. */
  get learningRateFactors(): ReadonlyMap<string, number> {
    return this.#factors
  }
  set learningRateFactors(factors: ReadonlyMap<string, number>) {
    this.#factors = factors
  }

  /** What is remembered of each weight. */
  get slotNames(): string[] {
    return this.#rule.slots.map(({ name }) => name)
  }

  /** What it remembers of these variables; before the first step, what it starts from. */
  async state(variables: readonly tf.Variable[]): Promise<OptimizerState> {
    const fresh = (variable: tf.Variable): Slot[] =>
      this.#rule.slots.map(({ initial }) => new Float32Array(variable.size).fill(initial))
    const read = async (slot: Slot): Promise<Float32Array> =>
      Float32Array.from(slot instanceof Float32Array ? slot : await slot.data())
    // Variables that were not moved since setWeights take what it gave, in this order.
    const waiting = [...this.#restored]
    const slots = variables.map((variable) =>
      Promise.all((this.#slots.get(variable.name) ?? waiting.shift() ?? fresh(variable)).map(read)),
    )
    return { iterations: this.iterations, slots: await Promise.all(slots) }
  }

  /** Takes what {@link state} gave for these variables; those without slots start afresh. */
  restore(variables: readonly tf.Variable[], { iterations, slots }: OptimizerState): void {
    this.#disposeSlots()
    this.iterations_ = iterations
    for (const [index, own] of slots.entries()) this.#slots.set(variables[index]!.name, own)
  }

  #slotsOf(name: string, variable: { size: number; shape: readonly number[] }): Slot[] {
    let slots = this.#slots.get(name)
    if (!slots) {
      slots =
        this.#restored.shift() ?? this.#rule.slots.map(({ initial }) => new Float32Array(variable.size).fill(initial))
      if (slots.some((slot) => (slot instanceof Float32Array ? slot.length : slot.size) !== variable.size)) {
        throw new RangeError(
          `setWeights: expected the state of a variable of shape [${variable.shape.join(', ')}], received another. Restore it to the model it was made with.`,
        )
      }
      this.#slots.set(name, slots)
    }
    return slots
  }

  #moved(name: string, number: number, tensor: tf.Tensor): Float32Array {
    const values = (tensor.dataSync() as Float32Array).slice()
    tensor.dispose()
    this.#slots.get(name)![number] = values
    return values
  }

  /** The number of steps made, then each slot of each variable. The caller disposes them. */
  override async getWeights(): Promise<NamedTensors> {
    const restored = this.#restored.map((values, index) => [`restored_${index}`, values] as const)
    const slots = [...this.#slots, ...restored].flatMap(([name, values]) =>
      values.map((value, number) => ({
        name: `${name}/${this.#rule.slots[number]!.name}`,
        tensor: value instanceof Float32Array ? tf.tensor1d(value.slice()) : tf.clone(value),
      })),
    )
    return [await this.saveIterations(), ...slots]
  }

  /**
   * Takes what {@link getWeights} gave; the tensors stay the caller's. Variables get their state back in the order in
   * which they are first moved: their names may differ in another process.
   */
  override async setWeights(weightValues: NamedTensors): Promise<void> {
    const slots = await this.extractIterations(weightValues)
    const count = this.#rule.slots.length
    if (count === 0 ? slots.length > 0 : slots.length % count !== 0) {
      throw new RangeError(
        `setWeights: expected ${count} arrays for each variable, received ${slots.length}. Restore an optimizer of the same kind.`,
      )
    }
    this.#disposeSlots()
    const values = await Promise.all(slots.map(async ({ tensor }) => Float32Array.from(await tensor.data())))
    for (let from = 0; from < values.length; from += count) this.#restored.push(values.slice(from, from + count))
  }

  #disposeSlots(): void {
    for (const slots of this.#slots.values())
      tf.dispose(slots.filter((slot) => !(slot instanceof Float32Array)) as tf.Tensor[])
    this.#slots.clear()
    this.#restored = []
  }

  override dispose(): void {
    this.#disposeSlots()
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { learningRate: this.learningRate, ...this.#rule.settings, ...this.#options } as tf.serialization.ConfigDict
  }
}

/** Whether an optimizer is of this package. `instanceof` would take every optimizer: TensorFlow.js only looks for methods. */
export function isRuleOptimizer(optimizer: tf.Optimizer): optimizer is RuleOptimizer {
  return 'slotNames' in optimizer
}
