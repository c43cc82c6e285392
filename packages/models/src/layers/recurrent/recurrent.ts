import * as tf from '@tensorflow/tfjs-core'
import type { Shape } from '@tensorflow/tfjs-layers'
import { type InnerLayer, LayerOfLayers } from '../core/inner-layers.ts'
import type { CallOptions, LayerOptions } from '../core/keras-layer.ts'
import { oneShape } from '../one-shape.ts'
import { scan } from './scan.ts'
import { runOptionsOf, sequenceCallOf } from './sequence-call.ts'

/** Options of every recurrent layer. */
export interface SequenceOptions {
  returnSequences?: boolean
  returnState?: boolean
  goBackwards?: boolean
  stateful?: boolean
  zeroOutputForMask?: boolean
}

/** Base class of layers that process sequences step by step. */
export abstract class Recurrent<Options extends object> extends LayerOfLayers<Options & SequenceOptions> {
  /** States after the previous batch, for a stateful layer. */
  #states: tf.Tensor[] | undefined

  constructor(options: Options & SequenceOptions & LayerOptions) {
    super(options)
    if (this.options.stateful) (this as unknown as { _stateful: boolean })._stateful = true
  }

  get returnSequences(): boolean {
    return this.options.returnSequences ?? false
  }

  get returnState(): boolean {
    return this.options.returnState ?? false
  }

  /** Returns the initial states for a number of rows. */
  protected abstract zeros(x: tf.Tensor): tf.Tensor[]

  /** The number of the state that is the output. */
  protected get outputAt(): number {
    return 0
  }

  /** Returns the input of each step and the step function. */
  protected abstract prepare(
    x: tf.Tensor,
    training: boolean,
  ): {
    steps: tf.Tensor[]
    step: (input: tf.Tensor, states: readonly tf.Tensor[]) => tf.Tensor[]
  }

  /** Runs over a sequence from given states, zeros by default. */
  run(x: tf.Tensor, initial: readonly tf.Tensor[] | undefined, { training = false, mask }: CallOptions): tf.Tensor[] {
    const result = tf.tidy(() => {
      const { steps, step } = this.prepare(x, training)
      const start = initial ?? this.#states ?? this.zeros(x)
      const given = mask && { mask: [mask].flat()[0] }
      const { outputs, states } = scan(steps, start, step, { ...this.options, ...given }, this.outputAt)
      const output = this.returnSequences ? tf.stack(outputs, 1) : outputs.at(-1)!
      return { outputs: this.returnState ? [output, ...states] : [output], states }
    })
    if (this.options.stateful) {
      tf.dispose(this.#states)
      this.#states = result.states.map((state) => tf.keep(tf.clone(state)))
    }
    const returned = new Set(result.outputs)
    tf.dispose(result.states.filter((state) => !returned.has(state)))
    return result.outputs
  }

  override resetStates(): void {
    tf.dispose(this.#states)
    this.#states = undefined
  }

  override dispose(): ReturnType<LayerOfLayers<Options>['dispose']> {
    this.resetStates()
    return super.dispose()
  }

  override call(inputs: tf.Tensor | tf.Tensor[], options: CallOptions = {}): tf.Tensor | tf.Tensor[] {
    const given = sequenceCallOf(this.callArguments, [inputs].flat())
    const outputs = this.run(given.x, given.initial, runOptionsOf(given, options))
    return outputs.length === 1 ? outputs[0]! : outputs
  }

  masksAfter(masks: readonly (tf.Tensor | undefined)[], inputs: readonly tf.Tensor[]): (tf.Tensor | undefined)[] {
    const mask = sequenceCallOf(this.callArguments, [...inputs]).mask ?? masks[0]
    return this.returnSequences ? [mask] : []
  }

  /** Features of each state, or the whole shape of one that is an image. */
  protected abstract stateShapes(shape: Shape): Shape[]

  override computeOutputShape(inputShape: Shape | Shape[]): Shape | Shape[] {
    const shape = oneShape(inputShape)
    const states = this.stateShapes(shape).map((rest) => [shape[0]!, ...rest])
    const output = states[this.outputAt]!
    const first = this.returnSequences ? [shape[0]!, shape[1]!, ...output.slice(1)] : output
    return this.returnState ? [first, ...states] : first
  }

  abstract override innerLayers(): readonly InnerLayer[]
}
