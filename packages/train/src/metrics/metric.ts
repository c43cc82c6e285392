import * as tf from '@tensorflow/tfjs-core'
import type { Metric } from '../losses/loss.ts'
import { expectMetricName } from './metric-name.ts'

/** A metric that looks at all rows at once. */
export interface PlainMetricOptions {
  /** The name in logs and histories. */
  name: string
  /** Takes targets and predictions of all rows; what it returns is averaged to one number. */
  measure: Metric
}

/** A metric that goes through the rows part by part, and remembers something. */
export interface StatefulMetricOptions<Part extends string> {
  /** The name in logs and histories. */
  name: string
  /** What is known before the first row: tensors by name. */
  initial: () => Record<Part, tf.Tensor>
  /** What is known after some more rows. */
  update: (state: Record<Part, tf.Tensor>, yTrue: tf.Tensor, yPred: tf.Tensor) => Record<Part, tf.Tensor>
  /** The metric of what is known. */
  result: (state: Record<Part, tf.Tensor>) => tf.Tensor
  /** How many rows to take at a time. Defaults to 1024. */
  batchSize?: number
}

/**
 * Makes a metric of your own, under a name: of all rows at once by `measure`, or part by part with a state, for what would
 * need too much memory otherwise. Both see all rows of an epoch, so that the metric is the epoch's and not a mean of the
 * batches'. Tensors made on the way are disposed.
 *
 * @throws TypeError for a name without a letter.
 * @see Keras `metrics.Metric`, with `reset_state`, `update_state` and `result`
 * @example
 * ```ts
 * import { compile, evaluate, metric } from '@dlw/train'
 * import * as tf from '@tensorflow/tfjs'
 *
 * const largestError = metric({
 *   name: 'largest_error',
 *   initial: () => ({ largest: tf.scalar(0) }),
 *   update: ({ largest }, yTrue, yPred) => ({ largest: tf.maximum(largest, tf.max(tf.abs(tf.sub(yTrue, yPred)))) }),
 *   result: ({ largest }) => largest,
 * })
 * const layer = tf.layers.dense({ units: 1, inputShape: [1], kernelInitializer: 'ones' })
 * const model = tf.sequential({ layers: [layer] })
 * compile(model, { loss: 'mse', metrics: [largestError] })
 * const { largest_error } = await evaluate(model, { x: [[1], [2]], y: [1, 5] })
 * console.log(largest_error) // → 3
 * ```
 */
export function metric<Part extends string>(options: PlainMetricOptions | StatefulMetricOptions<Part>): Metric {
  expectMetricName('metric', options.name)
  const body: Metric = 'measure' in options ? (a, b) => options.measure(a, b) : partByPart(options)
  return Object.defineProperty(body, 'name', { value: options.name })
}

function partByPart<Part extends string>({
  initial,
  update,
  result,
  batchSize = 1024,
}: StatefulMetricOptions<Part>): Metric {
  if (!(Number.isSafeInteger(batchSize) && batchSize > 0)) {
    throw new RangeError(`metric: expected a positive whole number, received batchSize=${batchSize}.`)
  }
  return (yTrue, yPred) =>
    tf.tidy(() => {
      const rows = yPred.shape[0]!
      let state = initial()
      for (let from = 0; from < rows; from += batchSize) {
        const size = Math.min(batchSize, rows - from)
        const before = state
        state = tf.tidy(() => update(before, tf.slice(yTrue, from, size), tf.slice(yPred, from, size)))
      }
      return tf.clone(result(state))
    })
}
