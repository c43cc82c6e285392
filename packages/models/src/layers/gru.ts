import * as tf from '@tensorflow/tfjs-core'
import { initializers, layers, type Shape } from '@tensorflow/tfjs-layers'
import type { Activation } from '../builders/dense-network.ts'
import { oneShape } from './one-shape.ts'
import { oneTensor } from './one-tensor.ts'

type Variable = layers.Layer['weights'][number]

interface GruOptions {
  units: number
  activation?: Activation
  recurrentActivation?: Activation
  useBias?: boolean
  returnSequences?: boolean
  goBackwards?: boolean
  resetAfter?: boolean
  name?: string
}

/**
 * Gated recurrent unit in both of Keras's forms: TensorFlow.js has only the older one, in which the reset gate comes
 * before the recurrent product. Without masks and without a state from outside. See Keras: `keras.layers.GRU`.
 */
export class GRU extends layers.Layer {
  static readonly className: string = 'GRU'
  readonly returnSequences: boolean
  readonly returnState: boolean = false
  readonly #options: Required<Omit<GruOptions, 'name'>>
  readonly #activations: { candidate: layers.Layer; gate: layers.Layer }
  #kernel!: Variable
  #recurrent!: Variable
  #bias: Variable | undefined

  constructor(options: GruOptions) {
    super(options)
    this.#options = {
      units: options.units,
      activation: options.activation ?? 'tanh',
      recurrentActivation: options.recurrentActivation ?? 'sigmoid',
      useBias: options.useBias ?? true,
      returnSequences: options.returnSequences ?? false,
      goBackwards: options.goBackwards ?? false,
      resetAfter: options.resetAfter ?? true,
    }
    this.returnSequences = this.#options.returnSequences
    this.#activations = {
      candidate: layers.activation({ activation: this.#options.activation }),
      gate: layers.activation({ activation: this.#options.recurrentActivation }),
    }
  }

  override build(inputShape: Shape | Shape[]): void {
    const features = oneShape(inputShape).at(-1)!
    const { units, useBias, resetAfter } = this.#options
    this.#kernel = this.addWeight('kernel', [features, 3 * units], 'float32', initializers.glorotUniform({}))
    this.#recurrent = this.addWeight('recurrent_kernel', [units, 3 * units], 'float32', initializers.glorotUniform({}))
    const biasShape = resetAfter ? [2, 3 * units] : [3 * units]
    if (useBias) this.#bias = this.addWeight('bias', biasShape, 'float32', initializers.zeros())
    this.built = true
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = oneTensor(inputs) as tf.Tensor3D
      const { units, goBackwards, resetAfter } = this.#options
      const bias = this.#bias?.read()
      const [inputBias, recurrentBias] = bias && resetAfter ? tf.unstack(bias) : [bias, undefined]
      const all = this.#plus(tf.matMul(tf.reshape(x, [-1, x.shape[2]]), this.#kernel.read() as tf.Tensor2D), inputBias)
      const steps = tf.unstack(tf.reshape(all, [x.shape[0], x.shape[1], 3 * units]), 1) as tf.Tensor2D[]
      if (goBackwards) steps.reverse()
      let state: tf.Tensor2D = tf.zeros([x.shape[0], units])
      const outputs = steps.map((step) => {
        state = this.#step(step, state, recurrentBias)
        return state
      })
      return this.returnSequences ? tf.stack(outputs, 1) : state
    })
  }

  /** One step: update gate, reset gate, candidate. */
  #step(step: tf.Tensor2D, state: tf.Tensor2D, recurrentBias: tf.Tensor | undefined): tf.Tensor2D {
    const { units, resetAfter } = this.#options
    const kernel = this.#recurrent.read() as tf.Tensor2D
    const apply = (layer: layers.Layer, value: tf.Tensor) => layer.call(value, {}) as tf.Tensor2D
    const part = (values: tf.Tensor2D, index: number, count = 1) =>
      tf.slice(values, [0, index * units], [-1, count * units]) as tf.Tensor2D
    const recurrent = this.#plus(
      tf.matMul(state, resetAfter ? kernel : part(kernel, 0, 2)),
      recurrentBias,
    ) as tf.Tensor2D
    const gate = (index: number) => apply(this.#activations.gate, tf.add(part(step, index), part(recurrent, index)))
    const [update, reset] = [gate(0), gate(1)]
    const remembered = resetAfter ? tf.mul(reset, part(recurrent, 2)) : tf.matMul(tf.mul(reset, state), part(kernel, 2))
    const candidate = apply(this.#activations.candidate, tf.add(part(step, 2), remembered))
    return tf.add(tf.mul(update, state), tf.mul(tf.sub(1, update), candidate))
  }

  #plus(x: tf.Tensor, bias: tf.Tensor | undefined): tf.Tensor {
    return bias ? tf.add(x, bias) : x
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    const [rows, steps] = oneShape(inputShape)
    const { units } = this.#options
    return this.returnSequences ? [rows!, steps!, units] : [rows!, units]
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), ...this.#options }
  }
}
