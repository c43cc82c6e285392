import * as tf from '@tensorflow/tfjs-core'

/** Encourages orthogonal rows or columns of a matrix. See Keras: `keras.regularizers.OrthogonalRegularizer`. */
export class OrthogonalRegularizer extends tf.serialization.Serializable {
  static readonly className: string = 'OrthogonalRegularizer'
  readonly factor: number
  readonly mode: 'rows' | 'columns'

  constructor({ factor = 0.01, mode = 'rows' }: { factor?: number; mode?: 'rows' | 'columns' } = {}) {
    super()
    this.factor = factor
    this.mode = mode
  }

  apply(x: tf.Tensor): tf.Scalar {
    return tf.tidy(() => {
      const rows = (this.mode === 'rows' ? x : tf.transpose(x)) as tf.Tensor2D
      const unit = tf.mul(rows, tf.rsqrt(tf.maximum(tf.sum(tf.square(rows), 1, true), 1e-14))) as tf.Tensor2D
      const size = unit.shape[0]
      const others = tf.mul(tf.matMul(unit, unit, false, true), tf.sub(1, tf.eye(size)))
      return tf.mul(tf.sum(tf.abs(others)), this.factor / (size * (size - 1))) as tf.Scalar
    })
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { factor: this.factor, mode: this.mode }
  }
}
