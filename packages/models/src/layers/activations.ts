import * as tf from '@tensorflow/tfjs-core'
import { constantOf } from './core/constant-of.ts'
import { sparsemax } from './sparsemax.ts'

/** Activations of Keras 3 that TensorFlow.js lacks, or computes differently under the same name. */
const functions: Readonly<Record<string, (x: tf.Tensor) => tf.Tensor>> = {
  celu: (x) => tf.add(tf.maximum(x, 0), tf.minimum(tf.sub(tf.exp(tf.minimum(x, 0)), 1), 0)),
  exponential: (x) => tf.exp(x),
  glu: (x) => {
    const [value, gate] = tf.split(x, 2, x.rank - 1) as [tf.Tensor, tf.Tensor]
    return tf.mul(value, tf.sigmoid(gate))
  },
  hardShrink: (x) =>
    tf.where(
      constantOf(() => tf.greater(tf.abs(x), 0.5)),
      x,
      tf.zerosLike(x),
    ),
  hardSilu: (x) => tf.mul(x, gate(x)),
  hardTanh: (x) => tf.clipByValue(x, -1, 1),
  kerasHardSigmoid: (x) => gate(x),
  leakyRelu: (x) => tf.leakyRelu(x, 0.2),
  logSigmoid: (x) => tf.neg(tf.softplus(tf.neg(x))),
  softShrink: (x) => tf.mul(tf.sign(x), tf.relu(tf.sub(tf.abs(x), 0.5))),
  sparsemax: (x) => sparsemax(x),
  sparsePlus: (x) => {
    const curve = tf.mul(0.25, tf.square(tf.add(x, 1)))
    const above = tf.where(tf.greaterEqual(x, 1), x, curve)
    return tf.where(tf.greaterEqual(x, -1), above, tf.zerosLike(x))
  },
  sparseSigmoid: (x) => tf.clipByValue(tf.mul(0.5, tf.add(x, 1)), 0, 1),
  squareplus: (x) => tf.div(tf.add(x, tf.sqrt(tf.add(tf.square(x), 4))), 2),
  tanhShrink: (x) => tf.sub(x, tf.tanh(x)),
}

/** Keras 3's hard sigmoid: straight from 0 at −3 to 1 at 3. */
function gate(x: tf.Tensor): tf.Tensor {
  return tf.clipByValue(tf.add(tf.div(x, 6), 0.5), 0, 1)
}

/** Makes these activations known to TensorFlow.js by name. */
export function registerActivations(): void {
  const { classNameMap } = tf.serialization.SerializationMap.getMap()
  for (const [className, apply] of Object.entries(functions)) {
    if (className in classNameMap) continue
    class Activation extends tf.serialization.Serializable {
      static readonly className: string = className

      apply(x: tf.Tensor): tf.Tensor {
        return tf.tidy(() => apply(x))
      }

      override getConfig(): tf.serialization.ConfigDict {
        return {}
      }
    }
    tf.serialization.registerClass(Activation)
  }
}
