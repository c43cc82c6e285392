import type { NativeUpdate } from '@dlw/backend/capture'
import * as tf from '@tensorflow/tfjs-core'
import { clipNumbers, clipTensors } from './clip-gradients.ts'
import type { GradientOptions } from './gradient-options.ts'
import { type OptimizerState, Slots } from './slots.ts'
import type { UpdateContext, UpdateRule } from './update-rule.ts'

export type { OptimizerState } from './slots.ts'

/** Which of the optimizers one is: the name of its factory. */
export type OptimizerKind = 'adadelta' | 'adagrad' | 'adam' | 'adamax' | 'lion' | 'nadam' | 'rmsprop' | 'sgd'

/** A variable and its gradient as plain numbers of one length. */
export interface NumberedVariable {
  name: string
  /** Changed in place. */
  values: Float32Array
  gradient: Float32Array
}

type NamedTensors = { name: string; tensor: tf.Tensor }[]

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
  readonly #slots: Slots
  #factors: ReadonlyMap<string, number> = new Map()

  constructor(kind: OptimizerKind, rule: UpdateRule, learningRate: number, options: GradientOptions = {}) {
    super()
    this.kind = kind
    this.#rule = rule
    this.#slots = new Slots(rule.slots)
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

  /**
   * One step on plain numbers: what {@link applyGradients} does on wasm and cpu, without a tensor.
   *
   * @param native Makes the step, if it knows the rule, and keeps the slots until somebody reads them.
   */
  applyInPlace(parts: readonly NumberedVariable[], native?: NativeUpdate): void {
    if (!native || !this.#applyNative(parts, native)) this.#applyInJavaScript(parts)
    this.incrementIterations()
  }

  #applyNative(parts: readonly NumberedVariable[], update: NativeUpdate): boolean {
    const { native } = this.#rule
    const { weightDecay, ...clipping } = this.#options
    if (!native || Object.keys(clipping).length > 0 || !update.pays(parts)) return false
    this.#slots.lend(update)
    update.step(
      native.rule,
      parts.map(({ name, values, gradient }) => {
        const context = this.#contextOf(name)
        const kept = weightDecay === undefined ? 1 : 1 - weightDecay * context.learningRate
        const slots = this.#slots.numbersOf(name, values.length, { lent: true })
        return { values, gradient, slots, kept, numbers: native.numbers(context) }
      }),
    )
    return true
  }

  #applyInJavaScript(parts: readonly NumberedVariable[]): void {
    const clipped = clipNumbers(
      parts.map(({ gradient }) => gradient),
      this.#options,
    )
    for (const [index, { name, values }] of parts.entries()) {
      const context = this.#contextOf(name)
      this.#decay(values, context.learningRate)
      this.#rule.onNumbers(values, clipped[index]!, this.#slots.numbersOf(name, values.length), context)
    }
  }

  /**
   * Remembers all that the optimizer knows.
   *
   * @returns A function that brings it back, as often as it is called; undefined while it is kept in tensors.
   */
  savepoint(): (() => void) | undefined {
    const { iterations } = this
    const restore = this.#slots.savepoint()
    if (restore === undefined) return undefined
    return () => {
      this.iterations_ = iterations
      restore()
    }
  }

  /** The slots of all variables, in the order in which they were first moved: plain numbers, in place. */
  slotNumbers(): Float32Array[] {
    return this.#slots.numbers()
  }

  #decay(values: Float32Array, learningRate: number): void {
    const { weightDecay } = this.#options
    if (weightDecay === undefined) return
    const kept = 1 - weightDecay * learningRate
    for (let index = 0; index < values.length; index++) values[index]! *= kept
  }

  #applyTensors(gradients: NamedTensors): void {
    const { weightDecay } = this.#options
    tf.tidy(() => {
      const clipped = clipTensors(
        gradients.map(({ tensor }) => tensor),
        this.#options,
      )
      for (const [index, { name }] of gradients.entries()) {
        const variable = tf.engine().registeredVariables[name]!
        const context = this.#contextOf(name)
        const values = weightDecay === undefined ? variable : tf.mul(variable, 1 - weightDecay * context.learningRate)
        const slots = this.#slots.tensorsOf(variable)
        const [next, ...after] = this.#rule.onTensors(values, clipped[index]!, slots, context)
        variable.assign(next as tf.Tensor)
        this.#slots.keep(name, after)
      }
    })
  }

  #contextOf(name: string): UpdateContext {
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
    return { iterations: this.iterations, slots: await this.#slots.read(variables) }
  }

  /** Takes what {@link state} gave for these variables; those without slots start afresh. */
  restore(variables: readonly tf.Variable[], { iterations, slots }: OptimizerState): void {
    this.iterations_ = iterations
    this.#slots.write(variables, slots)
  }

  /** The number of steps made, then each slot of each variable. The caller disposes them. */
  override async getWeights(): Promise<NamedTensors> {
    const slots = this.#slots.tensors()
    return [await this.saveIterations(), ...slots]
  }

  /**
   * Takes what {@link getWeights} gave; the tensors stay the caller's. Variables get their state back in the order in
   * which they are first moved: their names may differ in another process.
   */
  override async setWeights(weightValues: NamedTensors): Promise<void> {
    const slots = await this.extractIterations(weightValues)
    await this.#slots.set(slots.map(({ tensor }) => tensor))
  }

  override dispose(): void {
    this.#slots.clear()
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { learningRate: this.learningRate, ...this.#rule.settings, ...this.#options } as tf.serialization.ConfigDict
  }
}

/** Whether an optimizer is of this package. `instanceof` would take every optimizer: TensorFlow.js only looks for methods. */
export function isRuleOptimizer(optimizer: tf.Optimizer): optimizer is RuleOptimizer {
  return 'slotNames' in optimizer
}
