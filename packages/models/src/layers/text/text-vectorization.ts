import * as tf from '@tensorflow/tfjs-core'
import type { Shape } from '@tensorflow/tfjs-layers'
import { OperationLayer } from '../operation-layer.ts'
import { encodeCategories, tokenWeights } from './encode-categories.ts'

interface TextVectorizationOptions {
  vocabulary?: string[] | null
  standardize?: 'lower_and_strip_punctuation' | 'lower' | 'strip_punctuation' | null
  split?: 'whitespace' | 'character' | null
  ngrams?: number | number[] | null
  outputMode?: 'int' | 'multi_hot' | 'count' | 'tf_idf'
  outputSequenceLength?: number | null
  maxTokens?: number | null
  padToMaxTokens?: boolean
  idfWeights?: number[] | null
}

const punctuation = /[!"#$%&()*+,\-./:;<=>?@[\\\]^_`{|}~']/g

/** Maps text to the indices of its words in a vocabulary. See Keras: `keras.layers.TextVectorization`. */
export class TextVectorization extends OperationLayer<TextVectorizationOptions> {
  static readonly className: string = 'TextVectorization'
  #places: Map<string, number> | undefined

  protected override resolve(options: TextVectorizationOptions): TextVectorizationOptions {
    return { ngrams: null, ...options }
  }

  #words(): string[] {
    const { outputMode = 'int', vocabulary } = this.options
    const special = outputMode === 'int' ? ['', '[UNK]'] : ['[UNK]']
    const tokens = vocabulary ?? []
    const isThere = special.every((word, index) => tokens[index] === word)
    return [...special, ...(isThere ? tokens.slice(special.length) : tokens)]
  }

  #depth(): number {
    const { padToMaxTokens, maxTokens } = this.options
    return padToMaxTokens && maxTokens ? maxTokens : this.#words().length
  }

  /** Splits a string into words. */
  tokens(text: string): string[] {
    const { standardize = 'lower_and_strip_punctuation', split = 'whitespace', ngrams } = this.options
    let plain = text
    if (standardize?.startsWith('lower')) plain = plain.toLowerCase()
    if (standardize?.endsWith('strip_punctuation')) plain = plain.replace(punctuation, '')
    const words = split === null ? [plain] : split === 'character' ? [...plain] : plain.split(/\s+/).filter(Boolean)
    if (!ngrams) return words
    const sizes = typeof ngrams === 'number' ? Array.from({ length: ngrams }, (_, index) => index + 1) : ngrams
    return sizes.flatMap((size) =>
      Array.from({ length: Math.max(words.length - size + 1, 0) }, (_, at) => words.slice(at, at + size).join(' ')),
    )
  }

  protected override run(x: tf.Tensor): tf.Tensor {
    const { outputMode = 'int', outputSequenceLength, idfWeights } = this.options
    const words = this.#words()
    const first = outputMode === 'int' ? 2 : 1
    this.#places ??= new Map(words.slice(first).map((word, index) => [word, index + first]))
    const rows = Array.from(x.dataSync() as unknown as ArrayLike<string>, (text) =>
      this.tokens(text).map((word) => this.#places!.get(word) ?? first - 1),
    )
    const longest = rows.reduce((length, row) => Math.max(length, row.length), 0)
    const length = outputSequenceLength ?? longest
    const padded = (fill: number, size: number) =>
      rows.flatMap((row) => Array.from({ length: size }, (_, at) => row[at] ?? fill))
    if (outputMode === 'int') return tf.tensor2d(padded(0, length), [rows.length, length], 'int32')
    return tf.tidy(() => {
      // An extra column receives the padding of shorter texts and is cut off.
      const depth = this.#depth()
      const indices = tf.tensor2d(padded(depth, Math.max(longest, 1)), [rows.length, Math.max(longest, 1)], 'int32')
      const mode = outputMode === 'multi_hot' ? outputMode : 'count'
      const counts = tf.slice(encodeCategories(indices, depth + 1, mode), [0, 0], [-1, depth])
      if (outputMode !== 'tf_idf') return counts
      return tf.mul(counts, tf.tensor1d(tokenWeights(idfWeights ?? [], words.length, depth)))
    })
  }

  protected override shapeOf(shape: Shape): Shape {
    const { outputMode = 'int', outputSequenceLength } = this.options
    return [shape[0]!, outputMode === 'int' ? (outputSequenceLength ?? null) : this.#depth()]
  }
}
