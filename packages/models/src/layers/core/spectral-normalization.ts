import * as tf from '@tensorflow/tfjs-core'
import { initializers, type layers, type Shape } from '@tensorflow/tfjs-layers'
import { assign } from '../../weights/named-weights.ts'
import { oneShape } from '../one-shape.ts'
import { oneTensor } from '../one-tensor.ts'
import { type InnerLayer, LayerOfLayers } from './inner-layers.ts'
import type { CallOptions, Variable } from './keras-layer.ts'
import { fromOuterSettings, settingsOfLayer } from './layer-settings.ts'

interface SpectralOptions {
  layer: layers.Layer
  powerIterations?: number
}

/**
 * Normalises a layer's kernel by its largest singular value in training. See Keras:
 * `keras.layers.SpectralNormalization`.
 */
export class SpectralNormalization extends LayerOfLayers<SpectralOptions> {
  static readonly className: string = 'SpectralNormalization'
  #vector!: Variable

  static override readonly fromConfig: typeof fromOuterSettings = fromOuterSettings

  override innerLayers(): readonly InnerLayer[] {
    return [['layer', this.options.layer]]
  }

  get #kernel(): Variable {
    return this.options.layer.weights[0]!
  }

  override build(inputShape: Shape | Shape[]): void {
    const { layer } = this.options
    if (!layer.built) layer.build(oneShape(inputShape))
    layer.built = true
    const initial = initializers.truncatedNormal({ stddev: 0.02 })
    this.#vector = this.weight('vector_u', [1, this.#kernel.shape.at(-1)!], 'vector', initial, false)
    this.built = true
  }

  /** Keras also counts the kernel as a weight of this layer and stores it twice. */
  ownWeights(): readonly (readonly [name: string, weight: Variable])[] {
    return [
      ['0', this.#kernel],
      ['1', this.#vector],
    ]
  }

  override call(inputs: tf.Tensor | tf.Tensor[], { training = false }: CallOptions = {}): tf.Tensor {
    if (training) this.#normalize()
    return this.options.layer.apply(oneTensor(inputs), { training }) as tf.Tensor
  }

  #normalize(): void {
    tf.tidy(() => {
      const kernel = this.#kernel.read()
      const weights = tf.reshape(kernel, [-1, kernel.shape.at(-1)!]) as tf.Tensor2D
      const unit = (x: tf.Tensor) => tf.div(x, tf.maximum(tf.norm(x), 1e-12)) as tf.Tensor2D
      let u = this.#vector.read() as tf.Tensor2D
      let v = u
      for (let turn = 0; turn < (this.options.powerIterations ?? 1); turn++) {
        v = unit(tf.matMul(u, weights, false, true))
        u = unit(tf.matMul(v, weights))
      }
      const sigma = tf.matMul(tf.matMul(v, weights), u, false, true)
      assign(this.#vector, u)
      assign(this.#kernel, tf.div(kernel, tf.reshape(sigma, [])))
    })
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape | Shape[] {
    return this.options.layer.computeOutputShape(oneShape(inputShape))
  }

  override getConfig(): tf.serialization.ConfigDict {
    return {
      ...super.getConfig(),
      layer: settingsOfLayer(this.options.layer),
    } as unknown as tf.serialization.ConfigDict
  }
}
