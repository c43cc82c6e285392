import { tfjsSeed } from '@dlw/backend'
import * as tf from '@tensorflow/tfjs-core'
import type { Shape } from '@tensorflow/tfjs-layers'
import { einsum } from '../../operators/einsum.ts'
import { type InnerLayer, LayerOfLayers } from '../core/inner-layers.ts'
import type { CallOptions } from '../core/keras-layer.ts'
import { softmaxOver } from '../core/softmax.ts'
import { isMaskTaken, maskOf, setMaskTaken } from '../masks/mask-of.ts'
import { allShapes } from '../one-shape.ts'
import { attentionMask } from './attention-mask.ts'
import { EinsumDense } from './einsum-dense.ts'

/** Settings of both multi-head attention layers, under TensorFlow.js's names. */
export interface HeadsOptions {
  dropout?: number
  useBias?: boolean
  slidingWindow?: number | null
  useGate?: boolean
  seed?: number | null
}

interface MultiHeadOptions extends HeadsOptions {
  numHeads: number
  keyDim: number
  valueDim?: number | null
  outputShape?: number | number[] | null
  attentionAxes?: number | number[] | null
}

interface GroupedOptions extends HeadsOptions {
  headDim: number
  numQueryHeads: number
  numKeyValueHeads: number
}

const parameters = [
  'query',
  'value',
  'key',
  'query_mask',
  'value_mask',
  'key_mask',
  'attention_mask',
  'return_attention_scores',
  'training',
  'use_causal_mask',
]
const letters = 'abcdefghijklmnopqrstuvwxyz'

/** A call of an attention layer: its tensors and masks. */
interface HeadsCall {
  query: tf.Tensor
  value: tf.Tensor
  key: tf.Tensor
  queryMask: tf.Tensor | undefined
  valueMask: tf.Tensor | undefined
  keyMask: tf.Tensor | undefined
  given: tf.Tensor | undefined
  causal: boolean
  wantsScores: boolean
  training: boolean
}

/** Base class of both multi-head attention layers. */
abstract class HeadAttention<Options extends HeadsOptions> extends LayerOfLayers<Options> {
  #inner: [string, EinsumDense][] = []
  #turn = 0

  override innerLayers(): readonly InnerLayer[] {
    return this.#inner ?? []
  }

  protected dense(folder: string): EinsumDense | undefined {
    return this.#inner.find(([name]) => name === folder)?.[1]
  }

  /** Creates and builds a projection. */
  protected project(folder: string, equation: string, outputShape: (number | null)[], axes: string, from: Shape): void {
    const own = this.options as unknown as Record<string, unknown>
    const kept = ['kernel', 'bias'].flatMap((kind) =>
      ['Initializer', 'Regularizer', 'Constraint'].map((what) => [`${kind}${what}`, own[`${kind}${what}`]] as const),
    )
    const layer = new EinsumDense({
      ...Object.fromEntries(kept.filter(([, value]) => value !== undefined)),
      name: folder.replace(/^_|_dense$/g, '').replace(/^output$/, 'attention_output'),
      equation,
      outputShape,
      biasAxes: (this.options.useBias ?? true) ? axes : null,
      ...(folder === '_gate_dense' && { activation: 'sigmoid' }),
    } as ConstructorParameters<typeof EinsumDense>[0])
    layer.weightScope = `${this.weightScope}${layer.name}/`
    layer.build(from)
    this.#inner.push([folder, layer])
  }

  protected maskSeenOn(x: tf.Tensor): tf.Tensor | undefined {
    return maskOf(x)
  }

  protected read(inputs: tf.Tensor | tf.Tensor[], options: CallOptions): HeadsCall {
    const given = this.given<tf.Tensor>(parameters, inputs)
    const query = given.query as tf.Tensor
    const value = (given.value ?? query) as tf.Tensor
    const key = (given.key ?? value) as tf.Tensor
    const mask = (name: string) => (given[name] ?? undefined) as tf.Tensor | undefined
    return {
      query,
      value,
      key,
      queryMask: mask('query_mask') ?? this.maskSeenOn(query),
      valueMask: mask('value_mask') ?? this.maskSeenOn(value),
      keyMask: mask('key_mask') ?? (given.key instanceof tf.Tensor ? this.maskSeenOn(given.key) : undefined),
      given: mask('attention_mask'),
      causal: given.use_causal_mask === true,
      wantsScores: given.return_attention_scores === true,
      training: (given.training ?? options.training ?? false) as boolean,
    }
  }

  get #wantsScores(): boolean {
    const { args, kwargs } = this.callArguments ?? { args: [], kwargs: {} }
    return kwargs.return_attention_scores === true || args[parameters.indexOf('return_attention_scores')] === true
  }

  /** Computes the softmax of the scores; fully masked queries get zero or uniform weights, as in Keras. */
  protected weigh(scores: tf.Tensor, mask: tf.Tensor | undefined, axes: number[], fused: boolean): tf.Tensor {
    if (!mask) return softmaxOver(scores, axes)
    const wide = tf.broadcastTo(mask, scores.shape)
    const weights = softmaxOver(tf.where(wide, scores, tf.fill(scores.shape, -1.5e38)), axes)
    return fused ? weights : tf.where(wide, weights, tf.zerosLike(weights))
  }

  protected dropped(weights: tf.Tensor, training: boolean): tf.Tensor {
    const { dropout = 0, seed } = this.options
    return training && dropout > 0
      ? tf.dropout(weights, dropout, undefined, tfjsSeed(seed ?? 0, this.#turn++))
      : weights
  }

  /** The shapes of queries, values and keys, of which some may be one input. */
  protected callShapes(inputShape: Shape | Shape[]): { query: Shape; value: Shape; key: Shape } {
    const list = allShapes(inputShape)
    const given = this.given<Shape>(parameters, list)
    const query = (given.query ?? list[0]) as unknown as Shape
    const value = (given.value ?? query) as unknown as Shape
    return { query, value, key: (given.key ?? value) as unknown as Shape }
  }

  protected abstract shapes(query: Shape, value: Shape): { output: Shape; scores: Shape }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape | Shape[] {
    const { query, value } = this.callShapes(inputShape)
    const { output, scores } = this.shapes(query, value)
    return this.#wantsScores ? [output, scores] : output
  }
}

/** Multi-head attention. See Keras: `keras.layers.MultiHeadAttention`. */
export class MultiHeadAttention extends HeadAttention<MultiHeadOptions> {
  static readonly className: string = 'MultiHeadAttention'
  #equations = { scores: '', combined: '', axes: [] as number[] }

  override build(inputShape: Shape | Shape[]): void {
    const { query, value, key } = this.callShapes(inputShape)
    const { numHeads, keyDim, valueDim, useGate, attentionAxes, outputShape } = this.options
    const depth = valueDim ?? keyDim
    const heads = (folder: string, from: Shape, size: number) => {
      const free = letters.slice(0, from.length - 1)
      const [input, head, feature] = letters.slice(from.length - 1)
      const open = Array<null>(from.length - 2).fill(null)
      this.project(
        folder,
        `${free}${input},${input}${head}${feature}->${free}${head}${feature}`,
        [...open, numHeads, size],
        `${head}${feature}`,
        from,
      )
    }
    heads('query_dense', query, keyDim)
    heads('key_dense', key, keyDim)
    if (useGate) heads('_gate_dense', query, depth)
    heads('value_dense', value, depth)
    const after = outputShape === null || outputShape === undefined ? [query.at(-1)!] : [outputShape].flat()
    const free = letters.slice(0, query.length - 1)
    const [head, feature, ...more] = letters.slice(query.length - 1)
    const ends = more.slice(0, after.length).join('')
    const open = Array<null>(query.length - 2).fill(null)
    this.project(
      'output_dense',
      `${free}${head}${feature},${head}${feature}${ends}->${free}${ends}`,
      [...open, ...after],
      ends,
      [...query.slice(0, -1), numHeads, depth],
    )
    const rank = query.length + 1
    const axes = attentionAxes === null || attentionAxes === undefined ? range(1, rank - 2) : [attentionAxes].flat()
    this.#equations = equationsFor(
      rank,
      axes.map((axis) => (axis < 0 ? rank - 1 + axis : axis)),
    )
    this.built = true
  }

  protected override maskSeenOn(x: tf.Tensor): tf.Tensor | undefined {
    return isMaskTaken(x) ? undefined : super.maskSeenOn(x)
  }

  override call(inputs: tf.Tensor | tf.Tensor[], options: CallOptions = {}): tf.Tensor | tf.Tensor[] {
    return tf.tidy(() => {
      const call = this.read(inputs, options)
      for (const x of [call.query, call.value, call.key]) setMaskTaken(x)
      const { dropout = 0, keyDim, slidingWindow } = this.options
      const through = (folder: string, x: tf.Tensor) => this.dense(folder)!.call(x)
      const [q, k, v] = [
        through('query_dense', call.query),
        through('key_dense', call.key),
        through('value_dense', call.value),
      ]
      let mask = attentionMask({
        ...call,
        queries: call.query.shape[1]!,
        keys: call.value.shape[1]!,
        window: slidingWindow,
      })
      const { scores: equation, combined, axes } = this.#equations
      const scores = einsum(equation, k, tf.mul(q, 1 / Math.sqrt(keyDim)))
      while (mask && mask.rank < scores.rank) mask = tf.expandDims(mask, mask.rank - 2 * axes.length)
      const fused = !(dropout > 0 || call.wantsScores || q.rank !== 4)
      const ends = range(scores.rank - axes.length, scores.rank)
      const weights = this.weigh(scores, mask, ends, fused)
      const taken = einsum(combined, this.dropped(weights, call.training), v)
      const gate = this.dense('_gate_dense')?.call(call.query)
      const output = through('output_dense', gate ? tf.mul(taken, gate) : taken)
      return call.wantsScores ? [output, weights] : output
    })
  }

  protected override shapes(query: Shape, value: Shape): { output: Shape; scores: Shape } {
    const { outputShape, numHeads } = this.options
    const after = outputShape === null || outputShape === undefined ? [query.at(-1)!] : [outputShape].flat()
    return { output: [...query.slice(0, -1), ...after], scores: [query[0]!, numHeads, query[1]!, value[1]!] }
  }

  masksAfter([first]: readonly (tf.Tensor | undefined)[], inputs: readonly tf.Tensor[]): (tf.Tensor | undefined)[] {
    const { query } = this.given<tf.Tensor>(parameters, [...inputs])
    return [query instanceof tf.Tensor ? maskOf(query) : first]
  }
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, index) => from + index)

/** Keras's Einstein sums for attention along some axes of tensors of a rank. */
function equationsFor(rank: number, axes: number[]): { scores: string; combined: string; axes: number[] } {
  const target = [...letters.slice(0, rank)]
  const isBatch = (axis: number): boolean => !axes.includes(axis) && axis !== rank - 1
  let next = rank
  const source = target.map((letter, axis) => (isBatch(axis) || axis === rank - 1 ? letter : letters[next++]!))
  const product = [
    ...target.filter((_, axis) => isBatch(axis)),
    ...axes.map((axis) => target[axis]!),
    ...axes.map((axis) => source[axis]!),
  ].join('')
  return {
    scores: `${source.join('')},${target.join('')}->${product}`,
    combined: `${product},${source.join('')}->${target.join('')}`,
    axes,
  }
}

/** Grouped-query attention: heads share keys and values in groups. See Keras: `keras.layers.GroupQueryAttention`. */
export class GroupedQueryAttention extends HeadAttention<GroupedOptions> {
  static readonly className: string = 'GroupedQueryAttention'

  override build(inputShape: Shape | Shape[]): void {
    const { query, value, key } = this.callShapes(inputShape)
    const { headDim, numQueryHeads, numKeyValueHeads, useGate } = this.options
    this.project('_query_dense', 'bqm,muh->bquh', [null, numQueryHeads, headDim], 'uh', query)
    this.project('_key_dense', 'bkm,mvh->bkvh', [null, numKeyValueHeads, headDim], 'vh', key)
    if (useGate) this.project('_gate_dense', 'bqm,muh->bquh', [null, numQueryHeads, headDim], 'uh', query)
    this.project('_value_dense', 'bkm,mvh->bkvh', [null, numKeyValueHeads, headDim], 'vh', value)
    const heads = [null, null, numQueryHeads, headDim]
    this.project('_output_dense', 'bquh,uhm->bqm', [null, query.at(-1)!], 'm', heads)
    this.built = true
  }

  override call(inputs: tf.Tensor | tf.Tensor[], options: CallOptions = {}): tf.Tensor | tf.Tensor[] {
    return tf.tidy(() => {
      const call = this.read(inputs, options)
      const { dropout = 0, headDim, numQueryHeads, numKeyValueHeads, slidingWindow } = this.options
      const through = (folder: string, x: tf.Tensor) => this.dense(folder)!.call(x)
      const repeated = (x: tf.Tensor) => {
        const each = numQueryHeads / numKeyValueHeads
        const heads = Array.from({ length: numQueryHeads }, (_, head) => Math.floor(head / each))
        return tf.gather(x, tf.tensor1d(heads, 'int32'), 2)
      }
      const q = tf.mul(through('_query_dense', call.query), 1 / Math.sqrt(headDim))
      const [k, v] = [repeated(through('_key_dense', call.key)), repeated(through('_value_dense', call.value))]
      let mask = attentionMask({
        ...call,
        queries: call.query.shape[1]!,
        keys: call.value.shape[1]!,
        window: slidingWindow,
      })
      const scores = einsum('bquh,bkuh->buqk', q, k)
      while (mask && mask.rank < scores.rank) mask = tf.expandDims(mask, mask.rank - 2)
      const weights = this.weigh(scores, mask, [3], !(dropout > 0 || call.wantsScores))
      const taken = einsum('buqk,bkuh->bquh', this.dropped(weights, call.training), v)
      const gate = this.dense('_gate_dense')?.call(call.query)
      const output = through('_output_dense', gate ? tf.mul(taken, gate) : taken)
      return call.wantsScores ? [output, weights] : output
    })
  }

  protected override shapes(query: Shape, value: Shape): { output: Shape; scores: Shape } {
    return { output: query, scores: [query[0]!, this.options.numQueryHeads, query[1]!, value[1]!] }
  }

  masksAfter([first]: readonly (tf.Tensor | undefined)[]): (tf.Tensor | undefined)[] {
    return [first]
  }
}
