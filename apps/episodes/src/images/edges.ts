import * as tf from '@tensorflow/tfjs-core'

/** The lesson's edge detector: bright below, dark above. */
export const edgeKernel = [
  [-1, -1, -1],
  [0, 0, 0],
  [1, 1, 1],
]

/** A picture in grey and what the kernel answers to it, both from 0 to 1, `[2, height, width, 1]`. */
export async function detectEdges(picture: { shape: readonly number[]; data: ArrayLike<number> }) {
  const [height, width, channels] = picture.shape as [number, number, number]
  const result = tf.tidy(() => {
    // #region edges
    const grey = tf.mean(tf.tensor3d(Float32Array.from(picture.data), [height, width, channels]), -1, true)
    const kernel = tf.tensor4d(edgeKernel.flat(), [3, 3, 1, 1])
    // Beyond its border the picture goes on mirrored: black would be an edge all around.
    const around = tf.mirrorPad(
      grey,
      [
        [1, 1],
        [1, 1],
        [0, 0],
      ],
      'symmetric',
    )
    const edges = tf.abs(tf.conv2d(around as tf.Tensor3D, kernel, 1, 'valid'))
    // #endregion
    return tf.stack([tf.div(grey, 255), tf.div(edges, tf.max(edges))])
  })
  const data = await result.data<'float32'>()
  const { shape } = result
  result.dispose()
  return { shape, data }
}
