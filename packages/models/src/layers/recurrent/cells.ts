import { tfjsSeed } from '@dlw/backend'
import * as tf from '@tensorflow/tfjs-core'
import { initializers, type Shape } from '@tensorflow/tfjs-layers'
import { type ActivationSetting, activationOf } from '../core/activation-of.ts'
import { KerasLayer, type Variable } from '../core/keras-layer.ts'
import { oneShape } from '../one-shape.ts'

/** Settings of a recurrent cell, under TensorFlow.js's names. */
export interface CellOptions {
  units: number
  activation?: ActivationSetting
  recurrentActivation?: ActivationSetting
  useBias?: boolean
  dropout?: number
  recurrentDropout?: number
  resetAfter?: boolean
  seed?: number | null
}

/** State of a cell for a whole sequence: its dropout masks. */
export interface SequenceState {
  inputs?: tf.Tensor
  states?: tf.Tensor
}

/** A cell of a recurrent layer: one step. */
export abstract class RecurrentCell extends KerasLayer<CellOptions> {
  protected abstract readonly gates: number
  protected kernel!: Variable
  protected recurrent!: Variable
  protected bias: Variable | undefined
  protected readonly activation: (x: tf.Tensor) => tf.Tensor
  protected readonly recurrentActivation: (x: tf.Tensor) => tf.Tensor
  #sequences = 0

  constructor(options: CellOptions & { name?: string }) {
    super(options)
    this.activation = activationOf(this.options.activation ?? 'tanh')
    this.recurrentActivation = activationOf(this.options.recurrentActivation ?? 'sigmoid')
  }

  /** Features of each state; the first state is the output. */
  abstract get stateSizes(): number[]

  protected biasShape(): number[] {
    return [this.gates * this.options.units]
  }

  override build(inputShape: Shape | Shape[]): void {
    const { units, useBias = true } = this.options
    const size = this.gates * units
    this.kernel = this.weight('kernel', [oneShape(inputShape).at(-1)!, size], 'kernel', initializers.glorotUniform({}))
    this.recurrent = this.weight('recurrent_kernel', [units, size], 'recurrent', initializers.orthogonal({}))
    if (useBias) this.bias = this.weight('bias', this.biasShape())
    this.built = true
  }

  /** Draws the dropout masks of a sequence. */
  start(rows: number, features: number, training: boolean): SequenceState {
    const { dropout = 0, recurrentDropout = 0, seed, units } = this.options
    if (!training || (dropout === 0 && recurrentDropout === 0)) return {}
    const turn = this.#sequences++
    const drawn = (rate: number, size: number, part: number) =>
      tf.dropout(tf.ones([rows, size]), rate, undefined, tfjsSeed(seed ?? 0, 2 * turn + part))
    return {
      ...(dropout > 0 && { inputs: drawn(dropout, features, 0) }),
      ...(recurrentDropout > 0 && { states: drawn(recurrentDropout, units, 1) }),
    }
  }

  /** Projects the inputs for every gate: of `[rows, features]` or of `[rows, steps, features]` at once. */
  project(x: tf.Tensor, kept: SequenceState): tf.Tensor {
    const mask = kept.inputs && (x.rank === 3 ? tf.expandDims(kept.inputs, 1) : kept.inputs)
    const flat = tf.reshape(mask ? tf.mul(x, mask) : x, [-1, x.shape.at(-1)!]) as tf.Tensor2D
    const product = tf.matMul(flat, this.kernel.read() as tf.Tensor2D)
    const bias = this.inputBias()
    return tf.reshape(bias ? tf.add(product, bias) : product, [...x.shape.slice(0, -1), product.shape[1]!])
  }

  protected inputBias(): tf.Tensor | undefined {
    return this.bias?.read()
  }

  /** One step: from the projected inputs and the states to the new states. */
  abstract step(projected: tf.Tensor, states: readonly tf.Tensor[], kept: SequenceState): tf.Tensor[]

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor[] {
    const [x, ...states] = [inputs].flat()
    return this.step(this.project(x!, {}), states, {})
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    return [oneShape(inputShape)[0]!, this.options.units]
  }
}

const withMask = (state: tf.Tensor, { states }: SequenceState): tf.Tensor2D =>
  (states ? tf.mul(state, states) : state) as tf.Tensor2D

/** See Keras: `keras.layers.SimpleRNNCell`. */
export class SimpleRNNCell extends RecurrentCell {
  static readonly className: string = 'SimpleRNNCell'
  protected readonly gates: number = 1

  get stateSizes(): number[] {
    return [this.options.units]
  }

  override step(projected: tf.Tensor, [state]: readonly tf.Tensor[], kept: SequenceState): tf.Tensor[] {
    const product = tf.matMul(withMask(state!, kept), this.recurrent.read() as tf.Tensor2D)
    return [this.activation(tf.add(projected, product))]
  }
}

/** See Keras: `keras.layers.LSTMCell`. */
export class LSTMCell extends RecurrentCell {
  static readonly className: string = 'LSTMCell'
  protected readonly gates: number = 4

  get stateSizes(): number[] {
    return [this.options.units, this.options.units]
  }

  override step(projected: tf.Tensor, [state, carry]: readonly tf.Tensor[], kept: SequenceState): tf.Tensor[] {
    const z = tf.add(projected, tf.matMul(withMask(state!, kept), this.recurrent.read() as tf.Tensor2D))
    const [input, forget, candidate, output] = tf.split(z, 4, 1) as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor]
    const gate = this.recurrentActivation
    const next = tf.add(tf.mul(gate(forget), carry!), tf.mul(gate(input), this.activation(candidate)))
    return [tf.mul(gate(output), this.activation(next)), next]
  }
}

/**
 * Supports both of Keras's variants: TensorFlow.js has only the older one, which applies the reset gate before the
 * recurrent product. See Keras: `keras.layers.GRUCell`.
 */
export class GRUCell extends RecurrentCell {
  static readonly className: string = 'GRUCell'
  protected readonly gates: number = 3

  get stateSizes(): number[] {
    return [this.options.units]
  }

  get #resetAfter(): boolean {
    return this.options.resetAfter ?? true
  }

  protected override biasShape(): number[] {
    const size = 3 * this.options.units
    return this.#resetAfter ? [2, size] : [size]
  }

  #bias(row: number): tf.Tensor | undefined {
    return this.bias && tf.reshape(tf.slice(this.bias.read(), [row, 0], [1, -1]), [-1])
  }

  protected override inputBias(): tf.Tensor | undefined {
    return this.#resetAfter ? this.#bias(0) : this.bias?.read()
  }

  override step(projected: tf.Tensor, [state]: readonly tf.Tensor[], kept: SequenceState): tf.Tensor[] {
    const { units } = this.options
    const kernel = this.recurrent.read() as tf.Tensor2D
    const previous = withMask(state!, kept)
    const part = (values: tf.Tensor, index: number, count = 1) =>
      tf.slice(values, [0, index * units], [-1, count * units]) as tf.Tensor2D
    const bias = this.#resetAfter ? this.#bias(1) : undefined
    const product = tf.matMul(previous, this.#resetAfter ? kernel : part(kernel, 0, 2))
    const recurrent = bias ? tf.add(product, bias) : product
    const gate = (index: number) => this.recurrentActivation(tf.add(part(projected, index), part(recurrent, index)))
    const [update, reset] = [gate(0), gate(1)]
    const remembered = this.#resetAfter
      ? tf.mul(reset, part(recurrent, 2))
      : tf.matMul(tf.mul(reset, previous), part(kernel, 2))
    const candidate = this.activation(tf.add(part(projected, 2), remembered))
    return [tf.add(tf.mul(update, state!), tf.mul(tf.sub(1, update), candidate))]
  }
}
