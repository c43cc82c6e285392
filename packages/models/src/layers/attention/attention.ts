import { tfjsSeed } from '@dlw/backend'
import * as tf from '@tensorflow/tfjs-core'
import { initializers, type Shape } from '@tensorflow/tfjs-layers'
import type { Argument } from '../../operators/call-template.ts'
import { type CallOptions, KerasLayer, type Variable } from '../core/keras-layer.ts'
import { maskOf } from '../masks/mask-of.ts'
import { allShapes } from '../one-shape.ts'

interface AttentionOptions {
  useScale?: boolean
  scoreMode?: 'dot' | 'concat'
  dropout?: number
  seed?: number | null
}

const parameters = ['inputs', 'mask', 'training', 'return_attention_scores', 'use_causal_mask']

/** Dot-product attention. See Keras: `keras.layers.Attention`. */
export class Attention extends KerasLayer<AttentionOptions> {
  static readonly className: string = 'Attention'
  protected scale: Variable | undefined
  #concat: Variable | undefined
  #turn = 0

  override build(_inputShape: Shape | Shape[]): void {
    if (this.options.useScale) this.scale = this.weight('scale', [], 'scale', initializers.ones())
    if (this.options.scoreMode === 'concat') {
      this.#concat = this.weight('concat_score_weight', [], 'concat', initializers.ones())
    }
    this.built = true
  }

  protected scores(query: tf.Tensor, key: tf.Tensor): tf.Tensor {
    if (!this.#concat) {
      const scores = tf.matMul(query, key, false, true)
      return this.scale ? tf.mul(scores, this.scale.read()) : scores
    }
    const sum = tf.add(tf.expandDims(query, -2), tf.expandDims(key, -3))
    return tf.mul(this.#concat.read(), tf.sum(tf.tanh(this.scale ? tf.mul(this.scale.read(), sum) : sum), -1))
  }

  override call(inputs: tf.Tensor | tf.Tensor[], options: CallOptions = {}): tf.Tensor | tf.Tensor[] {
    return tf.tidy(() => {
      const list = [inputs].flat()
      const given = this.callArguments ? this.given<tf.Tensor>(parameters, list) : { inputs: list }
      const [query, value, third] = given.inputs as tf.Tensor[]
      const masks = (given.mask ?? [query, value].map((one) => maskOf(one!))) as (tf.Tensor | undefined | null)[]
      const scores = this.scores(query!, third ?? value!)
      const mask = this.#mask(scores, masks[1] ?? undefined, given.use_causal_mask === true)
      const hidden = mask && tf.logicalNot(mask.rank === 2 ? tf.expandDims(mask, -2) : mask)
      const open = hidden ? tf.where(tf.broadcastTo(hidden, scores.shape), tf.sub(scores, 1e9), scores) : scores
      let weights: tf.Tensor = tf.softmax(open)
      const { dropout = 0, seed } = this.options
      if ((given.training ?? options.training) && dropout > 0) {
        weights = tf.dropout(weights, dropout, undefined, tfjsSeed(seed ?? 0, this.#turn++))
      }
      let output: tf.Tensor = tf.matMul(weights, value!)
      if (masks[0]) {
        const counts = tf.broadcastTo(tf.expandDims(tf.cast(masks[0], 'bool'), -1), output.shape)
        output = tf.where(counts, output, tf.zerosLike(output))
      }
      return given.return_attention_scores === true ? [output, weights] : output
    })
  }

  #mask(scores: tf.Tensor, valueMask: tf.Tensor | undefined, causal: boolean): tf.Tensor | undefined {
    const flags = valueMask && tf.cast(valueMask, 'bool')
    if (!causal) return flags
    const [queries, keys] = scores.shape.slice(-2) as [number, number]
    const rows = tf.reshape(tf.range(0, queries, 1, 'int32'), [1, -1, 1])
    const ahead = tf.greaterEqual(rows, tf.reshape(tf.range(0, keys, 1, 'int32'), [1, 1, -1]))
    return flags ? tf.logicalAnd(tf.expandDims(flags, -2), ahead) : ahead
  }

  /** The shapes of queries, values and keys, of which some may be one input. */
  protected shapesOf(inputShape: Shape | Shape[]): Shape[] {
    const list = allShapes(inputShape)
    return this.callArguments ? (this.given(parameters, list).inputs as unknown as Shape[]) : list
  }

  get #wantsScores(): boolean {
    const { args, kwargs } = this.callArguments ?? { args: [] as Argument[], kwargs: {} as Record<string, Argument> }
    return kwargs.return_attention_scores === true || args[3] === true
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape | Shape[] {
    const [query, value, key] = this.shapesOf(inputShape)
    const output = [...query!.slice(0, -1), value!.at(-1)!]
    return this.#wantsScores ? [output, [...query!.slice(0, -1), (key ?? value)!.at(-2)!]] : output
  }
}

/** Additive attention. See Keras: `keras.layers.AdditiveAttention`. */
export class AdditiveAttention extends Attention {
  static override readonly className: string = 'AdditiveAttention'

  override build(inputShape: Shape | Shape[]): void {
    if (this.options.useScale ?? true) {
      const features = this.shapesOf(inputShape)[0]!.at(-1)!
      this.scale = this.weight('scale', [features], 'scale', initializers.glorotUniform({}))
    }
    this.built = true
  }

  protected override scores(query: tf.Tensor, key: tf.Tensor): tf.Tensor {
    const sum = tf.tanh(tf.add(tf.expandDims(query, -2), tf.expandDims(key, -3)))
    return tf.sum(this.scale ? tf.mul(this.scale.read(), sum) : sum, -1)
  }
}
