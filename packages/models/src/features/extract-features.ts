import type { NdArray } from '@dlw/data'
import { expectInteger } from '@dlw/data/arguments'
import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import { featureKey, readFeatures, writeFeatures } from './feature-cache.ts'

/** Options of {@link extractFeatures}. */
export interface ExtractFeaturesOptions {
  /** Images that go through the backbone at a time. Defaults to 32. */
  batchSize?: number
  /** Told after each batch how many images are done. */
  onProgress?: (progress: { done: number; total: number }) => void
  /** Folder for the features: the same images and weights are not computed again. Node only. Defaults to none. */
  cache?: string
  /** Stops between two batches when it is aborted. */
  signal?: AbortSignal
}

/**
 * Runs a frozen backbone once over all images, batch by batch, so that a head can be trained on the result.
 *
 * @param backbone A model with one input and one output, such as the `base` of {@link splitModel}.
 * @param images A tensor, or an array that need not fit into the accelerator's memory at once.
 * @returns The features, `[images, …]`. The caller disposes of them.
 * @throws RangeError if `batchSize` is not a positive integer; TypeError if the images do not have the backbone's shape.
 * @see Keras: `model.predict()`
 * @example
 * ```ts
 * import { extractFeatures, splitModel } from '@dlw/models'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * const { base } = splitModel(model, { at: 'dense_1' })
 * const features = await extractFeatures(base, tf.tensor(train.x))
 * console.log(features.shape) // → [ 256, 10 ]
 * ```
 */
export async function extractFeatures(
  backbone: LayersModel,
  images: tf.Tensor | NdArray,
  options: ExtractFeaturesOptions = {},
): Promise<tf.Tensor> {
  const { batchSize = 32, onProgress, cache, signal } = options
  expectInteger('extractFeatures', 'batchSize', batchSize)
  const expected = backbone.inputs[0]!.shape
  if (
    images.shape.length !== expected.length ||
    expected.some((size, axis) => size !== null && size !== images.shape[axis])
  ) {
    throw new TypeError(
      `extractFeatures: expected images of shape [${expected.map((size) => size ?? 'any')}], received shape=[${images.shape}]. Resize them, or build the model for them.`,
    )
  }
  const total = images.shape[0]!
  const key = cache === undefined ? '' : await featureKey(backbone, images)
  if (cache !== undefined) {
    const known = await readFeatures(cache, key)
    if (known) {
      onProgress?.({ done: total, total })
      return tf.tensor(known.data, known.shape)
    }
  }
  const shape = [total, ...(backbone.outputs[0]!.shape.slice(1) as number[])]
  const values = new Float32Array(shape.reduce((size, axis) => size * axis, 1))
  for (let start = 0; start < total; start += batchSize) {
    signal?.throwIfAborted()
    const end = Math.min(start + batchSize, total)
    const output = tf.tidy(() => backbone.predictOnBatch(batchOf(images, start, end)) as tf.Tensor)
    values.set(await output.data<'float32'>(), start * (values.length / total))
    output.dispose()
    onProgress?.({ done: end, total })
  }
  if (cache !== undefined) await writeFeatures(cache, key, { shape, data: values })
  return tf.tensor(values, shape)
}

function batchOf(images: tf.Tensor | NdArray, start: number, end: number): tf.Tensor {
  if (images instanceof tf.Tensor) return tf.slice(images, start, end - start)
  const size = images.data.length / images.shape[0]!
  return tf.tensor(Float32Array.from(images.data.subarray(start * size, end * size)), [
    end - start,
    ...images.shape.slice(1),
  ])
}
