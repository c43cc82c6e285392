import * as tf from '@tensorflow/tfjs-core'
import type { Shape } from '@tensorflow/tfjs-layers'
import { OperationLayer } from '../operation-layer.ts'
import { encodeCategories, type OutputMode, shapeOfCategories, tokenWeights } from './encode-categories.ts'

interface LookupOptions {
  vocabulary?: (string | number)[] | null
  numOovIndices?: number
  maskToken?: string | number | null
  oovToken?: string | number | null
  outputMode?: OutputMode | 'tf_idf'
  maxTokens?: number | null
  padToMaxTokens?: boolean
  invert?: boolean
  idfWeights?: number[] | null
}

/** Maps strings or numbers to their indices in a vocabulary, or back. */
abstract class Lookup extends OperationLayer<LookupOptions> {
  #places: Map<string, number> | undefined

  /** Special tokens before the vocabulary: the mask and unknown tokens. */
  #special(): (string | number | null)[] {
    const { numOovIndices = 1, maskToken = null, oovToken = this.unknown, outputMode = 'int' } = this.options
    const mask = maskToken !== null && outputMode === 'int' ? [maskToken] : []
    return [...mask, ...Array<string | number | null>(numOovIndices).fill(oovToken)]
  }

  protected abstract readonly unknown: string | number

  /** All tokens, by index. */
  words(): (string | number | null)[] {
    const { vocabulary } = this.options
    const special = this.#special()
    const tokens = vocabulary ?? []
    const isThere = special.length > 0 && special.every((word, index) => tokens[index] === word)
    return [...special, ...(isThere ? tokens.slice(special.length) : tokens)]
  }

  #depth(): number {
    const { padToMaxTokens, maxTokens } = this.options
    return padToMaxTokens && maxTokens ? maxTokens : this.words().length
  }

  protected override run(x: tf.Tensor): tf.Tensor {
    const { maskToken = null, numOovIndices = 1, outputMode = 'int', invert, idfWeights } = this.options
    const words = this.words()
    if (invert) {
      const found = Array.from(x.dataSync(), (place) => String(words[place] ?? this.options.oovToken ?? this.unknown))
      return tf.tensor(found, x.shape, 'string')
    }
    const special = this.#special().length
    this.#places ??= new Map(words.slice(special).map((word, index) => [String(word), index + special]))
    const first = maskToken !== null && outputMode === 'int' ? 1 : 0
    const places = Array.from(x.dataSync() as unknown as ArrayLike<string | number>, (word) => {
      // In a row of counts, masked tokens are not counted.
      if (maskToken !== null && String(word) === String(maskToken)) return outputMode === 'int' ? 0 : -1
      const place = this.#places!.get(String(word))
      if (place !== undefined) return place
      if (numOovIndices === 0) {
        throw new RangeError(
          `${this.getClassName()}: expected a word of the vocabulary, received ${word}. Give the layer an index for unknown words in Keras.`,
        )
      }
      if (numOovIndices > 1 && typeof word === 'number')
        return first + (((word % numOovIndices) + numOovIndices) % numOovIndices)
      return first
    })
    const indices = tf.tensor(places, x.shape, 'int32')
    if (outputMode === 'int') return indices
    const depth = this.#depth()
    const encoded = encodeCategories(indices, depth, outputMode === 'tf_idf' ? 'count' : outputMode)
    if (outputMode !== 'tf_idf') return encoded
    return tf.mul(encoded, tf.tensor1d(tokenWeights(idfWeights ?? [], words.length, depth)))
  }

  protected override shapeOf(shape: Shape): Shape {
    const { outputMode = 'int' } = this.options
    return outputMode === 'int'
      ? shape
      : shapeOfCategories(shape, this.#depth(), outputMode === 'tf_idf' ? 'count' : outputMode)
  }
}

/** See Keras: `keras.layers.StringLookup`. */
export class StringLookup extends Lookup {
  static readonly className: string = 'StringLookup'
  protected readonly unknown: string | number = '[UNK]'
}

/** See Keras: `keras.layers.IntegerLookup`. */
export class IntegerLookup extends Lookup {
  static readonly className: string = 'IntegerLookup'
  protected readonly unknown: string | number = -1
}
