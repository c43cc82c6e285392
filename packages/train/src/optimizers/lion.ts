import * as tf from '@tensorflow/tfjs-core'
import type { AdamOptions } from './adam.ts'
import { ruleOptimizer } from './optimizer-options.ts'
import type { RuleOptimizer } from './rule-optimizer.ts'
import { towards, zero } from './running-mean.ts'

/**
 * Steps of the same size everywhere: only the sign of the running mean counts.
 *
 * @returns An optimizer whose state is freed by its `dispose`.
 * @throws RangeError when an option is not positive.
 * @see Keras `optimizers.Lion`; `beta2` defaults to 0.99
 * @example
 * ```ts
 * import { lion, compile, fit } from '@dlw/train'
 *
 * compile(model, { loss: 'categoricalCrossentropy', optimizer: lion({ learningRate: 0.003 }) })
 * const { metrics } = await fit(model, train, { epochs: 10, seed: 0 })
 * console.log(metrics.loss!.at(0)!.toFixed(2), metrics.loss!.at(-1)!.toFixed(2)) // → 0.94 0.31
 * ```
 */
export function lion({ beta1 = 0.9, beta2 = 0.99, ...options }: Omit<AdamOptions, 'epsilon'> = {}): RuleOptimizer {
  return ruleOptimizer(
    'lion',
    {
      settings: { beta1, beta2 },
      slots: [zero('momentum')],
      onTensors(values, gradient, [m], { learningRate }) {
        const direction = tf.sign(towards(m!, gradient, beta1))
        return [tf.sub(values, tf.mul(direction, learningRate)), towards(m!, gradient, beta2)]
      },
    },
    options,
  )
}
