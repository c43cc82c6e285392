import * as tf from '@tensorflow/tfjs-core'
import { type OptimizerOptions, ruleOptimizer } from './optimizer-options.ts'
import type { RuleOptimizer } from './rule-optimizer.ts'

/** Options of {@link adagrad}. */
export interface AdagradOptions extends OptimizerOptions {
  /** The sum of squared gradients to start from. Defaults to 0.1. */
  initialAccumulatorValue?: number
  /** Keeps the division from 0. Defaults to 1e-7. */
  epsilon?: number
}

/**
 * Steps that shrink with the sum of all squared gradients so far.
 *
 * @returns An optimizer whose state is freed by its `dispose`.
 * @throws RangeError when an option is not positive.
 * @see Keras `optimizers.Adagrad`
 * @example
 * ```ts
 * import { adagrad, compile, fit } from '@dlw/train'
 *
 * compile(model, { loss: 'categoricalCrossentropy', optimizer: adagrad({ learningRate: 0.1 }) })
 * const { metrics } = await fit(model, train, { epochs: 10, seed: 0 })
 * console.log(metrics.loss!.at(0)!.toFixed(2), metrics.loss!.at(-1)!.toFixed(2)) // → 0.64 0.05
 * ```
 */
export function adagrad({
  initialAccumulatorValue = 0.1,
  epsilon = 1e-7,
  ...options
}: AdagradOptions = {}): RuleOptimizer {
  return ruleOptimizer(
    'adagrad',
    {
      settings: { initialAccumulatorValue, epsilon },
      slots: [{ name: 'accumulator', initial: initialAccumulatorValue }],
      onTensors(values, gradient, [sum], { learningRate }) {
        const squares = tf.add(sum!, tf.square(gradient))
        return [tf.sub(values, tf.div(tf.mul(gradient, learningRate), tf.sqrt(tf.add(squares, epsilon)))), squares]
      },
      native: { rule: 'adagrad', numbers: ({ learningRate }) => [learningRate, epsilon] },
      onNumbers(values, gradient, [sums], { learningRate }) {
        const { fround } = Math
        const [rate, small, squares] = [fround(learningRate), fround(epsilon), sums!]
        for (let index = 0; index < values.length; index++) {
          const slope = gradient[index]!
          const square = fround(squares[index]! + fround(slope * slope))
          squares[index] = square
          values[index]! -= fround(fround(slope * rate) / fround(Math.sqrt(fround(square + small))))
        }
      },
    },
    options,
  )
}
