import * as tf from '@tensorflow/tfjs-core'
import type { UpdateRule } from './update-rule.ts'

/** What every optimizer can do to gradients and weights, as in Keras. At most one way of clipping. */
export interface GradientOptions {
  /** Scales the gradient of each variable down to this Euclidean length. Defaults to none. */
  clipNorm?: number
  /** Cuts each number of the gradients to [−clipValue, clipValue]. Defaults to none. */
  clipValue?: number
  /** Scales all gradients together down to this Euclidean length. Defaults to none. */
  globalClipNorm?: number
  /** Draws each weight towards 0 by this share of the learning rate, before the step. Defaults to none. */
  weightDecay?: number
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
  readonly #rule: UpdateRule
  readonly #options: GradientOptions
  readonly #slots = new Map<string, Slot[]>()
  #restored: Slot[][] = []

  constructor(rule: UpdateRule, learningRate: number, options: GradientOptions = {}) {
    super()
    this.#rule = rule
    this.#options = options
    this.learningRate = learningRate
  }

  override applyGradients(gradients: Record<string, tf.Tensor> | NamedTensors): void {
    const list = Array.isArray(gradients)
      ? gradients
      : Object.entries(gradients).map(([name, tensor]) => ({ name, tensor }))
    const known = list.filter(({ tensor }) => tensor)
    if (this.#rule.onNumbers && inMainMemory()) this.#applyNumbers(known)
    else this.#applyTensors(known)
    this.incrementIterations()
  }

  #applyNumbers(gradients: NamedTensors): void {
    const arrays = gradients.map(({ tensor }) => tensor.dataSync() as Float32Array)
    const clipped = this.#clipNumbers(arrays)
    for (const [index, { name }] of gradients.entries()) {
      const variable = tf.engine().registeredVariables[name]!
      const values = (variable.dataSync() as Float32Array).slice()
      this.#decay(values)
      const slots = this.#slotsOf(name, variable).map((slot, number) =>
        slot instanceof Float32Array ? slot : this.#moved(name, number, slot),
      )
      this.#rule.onNumbers!(values, clipped[index]!, slots, this.#context)
      const next = tf.tensor(values, variable.shape, variable.dtype)
      variable.assign(next)
      next.dispose()
    }
  }

  #decay(values: Float32Array): void {
    const { weightDecay } = this.#options
    if (weightDecay === undefined) return
    const kept = 1 - weightDecay * this.learningRate
    for (let index = 0; index < values.length; index++) values[index]! *= kept
  }

  #clipNumbers(arrays: readonly Float32Array[]): readonly Float32Array[] {
    const { clipNorm, clipValue, globalClipNorm } = this.#options
    if (clipValue !== undefined) {
      return arrays.map((values) => values.map((value) => Math.max(-clipValue, Math.min(clipValue, value))))
    }
    const square = (values: Float32Array): number => values.reduce((sum, value) => sum + value * value, 0)
    const scaled = (values: Float32Array, limit: number, norm: number): Float32Array =>
      norm <= limit ? values : values.map((value) => (value * limit) / norm)
    if (clipNorm !== undefined) return arrays.map((values) => scaled(values, clipNorm, Math.sqrt(square(values))))
    if (globalClipNorm === undefined) return arrays
    const norm = Math.sqrt(arrays.reduce((sum, values) => sum + square(values), 0))
    return arrays.map((values) => scaled(values, globalClipNorm, norm))
  }

  #applyTensors(gradients: NamedTensors): void {
    tf.tidy(() => {
      const clipped = this.#clipTensors(gradients.map(({ tensor }) => tensor))
      for (const [index, { name }] of gradients.entries()) {
        const variable = tf.engine().registeredVariables[name]!
        const { weightDecay } = this.#options
        const values = weightDecay === undefined ? variable : tf.mul(variable, 1 - weightDecay * this.learningRate)
        const before = this.#slotsOf(name, variable)
        const slots = before.map((slot) => (slot instanceof Float32Array ? tf.tensor(slot, variable.shape) : slot))
        const [next, ...after] = this.#rule.onTensors(values, clipped[index]!, slots, this.#context)
        variable.assign(next as tf.Tensor)
        this.#slots.set(
          name,
          after.map((slot) => tf.keep(slot)),
        )
        tf.dispose(before.filter((slot) => !(slot instanceof Float32Array)) as tf.Tensor[])
      }
    })
  }

  #clipTensors(tensors: tf.Tensor[]): tf.Tensor[] {
    const { clipNorm, clipValue, globalClipNorm } = this.#options
    if (clipValue !== undefined) return tensors.map((tensor) => tf.clipByValue(tensor, -clipValue, clipValue))
    const square = (tensor: tf.Tensor): tf.Tensor => tf.sum(tf.square(tensor))
    const scaled = (tensor: tf.Tensor, limit: number, norm: tf.Tensor): tf.Tensor =>
      tf.mul(tensor, tf.div(limit, tf.maximum(norm, limit)))
    if (clipNorm !== undefined) return tensors.map((tensor) => scaled(tensor, clipNorm, tf.sqrt(square(tensor))))
    if (globalClipNorm === undefined) return tensors
    const norm = tf.sqrt(tf.addN(tensors.map(square)))
    return tensors.map((tensor) => scaled(tensor, globalClipNorm, norm))
  }

  get #context(): { learningRate: number; iterations: number } {
    return { learningRate: this.learningRate, iterations: this.iterations }
  }

  #slotsOf(name: string, variable: tf.Variable): Slot[] {
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
    const slots = [...this.#slots].flatMap(([name, values]) =>
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
    return { learningRate: this.learningRate, ...this.#options } as tf.serialization.ConfigDict
  }
}
