import * as tf from '@tensorflow/tfjs-core'
import { initializers, type Shape } from '@tensorflow/tfjs-layers'
import { oneShape } from '../one-shape.ts'
import { oneTensor } from '../one-tensor.ts'
import { KerasLayer, type LayerOptions, type Variable } from './keras-layer.ts'
import { withLora } from './lora.ts'

interface EmbeddingOptions {
  inputDim: number
  outputDim: number
  maskZero?: boolean
}

/** A vector for each integer. See Keras: `keras.layers.Embedding`. */
export class Embedding extends KerasLayer<EmbeddingOptions> {
  static readonly className: string = 'Embedding'
  #rows!: Variable

  static override fromConfig<Made extends tf.serialization.Serializable>(
    _: unknown,
    config: tf.serialization.ConfigDict,
  ): Made {
    return withLora(new Embedding(config as unknown as EmbeddingOptions & LayerOptions), config) as unknown as Made
  }

  get maskZero(): boolean {
    return this.options.maskZero ?? false
  }

  override build(): void {
    const { inputDim, outputDim } = this.options
    const initial = initializers.randomUniform({ minval: -0.05, maxval: 0.05 })
    this.#rows = this.weight('embeddings', [inputDim, outputDim], 'embeddings', initial)
    this.built = true
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = oneTensor(inputs)
      const indices = tf.reshape(x.dtype === 'int32' ? x : tf.cast(x, 'int32'), [-1])
      return tf.reshape(tf.gather(this.#rows.read(), indices as tf.Tensor1D), [...x.shape, this.options.outputDim])
    })
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    return [...oneShape(inputShape), this.options.outputDim]
  }
}
