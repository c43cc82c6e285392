import * as tf from '@tensorflow/tfjs-core'
import { type OptimizerOptions, ruleOptimizer } from './optimizer-options.ts'
import type { RuleOptimizer } from './rule-optimizer.ts'
import { towardsSquare, zero } from './running-mean.ts'

/** Options of {@link adadelta}. */
export interface AdadeltaOptions extends OptimizerOptions {
  /** How much of the mean squares stays at each step, in [0, 1). Defaults to 0.95. */
  rho?: number
  /** Keeps the division from 0. Defaults to 1e-7. */
  epsilon?: number
}

/**
 * Adagrad that forgets: it divides by recent gradients and multiplies by recent steps.
 *
 * @returns An optimizer whose state is freed by its `dispose`.
 * @throws RangeError when an option is not positive.
 * @see Keras `optimizers.Adadelta`
 * @example
 * ```ts
 * import { adadelta, compile, fit } from '@dlw/train'
 *
 * compile(model, { loss: 'categoricalCrossentropy', optimizer: adadelta({ learningRate: 1 }) })
 * const { metrics } = await fit(model, train, { epochs: 10, seed: 0 })
 * console.log(metrics.loss!.at(0)!.toFixed(2), metrics.loss!.at(-1)!.toFixed(2)) // → 0.97 0.54
 * ```
 */
export function adadelta({ rho = 0.95, epsilon = 1e-7, ...options }: AdadeltaOptions = {}): RuleOptimizer {
  const root = (values: tf.Tensor): tf.Tensor => tf.sqrt(tf.add(values, epsilon))
  return ruleOptimizer(
    'adadelta',
    {
      settings: { rho, epsilon },
      slots: [zero('accumulated_gradient'), zero('accumulated_step')],
      onTensors(values, gradient, [gradients, steps], { learningRate }) {
        const squares = towardsSquare(gradients!, gradient, rho)
        const step = tf.div(tf.mul(root(steps!), gradient), root(squares))
        return [tf.sub(values, tf.mul(step, learningRate)), squares, towardsSquare(steps!, step, rho)]
      },
    },
    options,
  )
}
