import * as tf from '@tensorflow/tfjs-core'
import type { AdamOptions } from './adam.ts'
import { ruleOptimizer } from './optimizer-options.ts'
import type { RuleOptimizer } from './rule-optimizer.ts'
import { towards, zero } from './running-mean.ts'
import { singlePower } from './single-power.ts'

/**
 * Adam that divides by the largest recent gradient in place of the root mean square.
 *
 * @returns An optimizer whose state is freed by its `dispose`.
 * @throws RangeError when an option is not positive.
 * @see Keras `optimizers.Adamax`
 * @example
 * ```ts
 * import { adamax, compile, fit } from '@dlw/train'
 *
 * compile(model, { loss: 'categoricalCrossentropy', optimizer: adamax({ learningRate: 0.01 }) })
 * const { metrics } = await fit(model, train, { epochs: 10, seed: 0 })
 * console.log(metrics.loss!.at(0)!.toFixed(2), metrics.loss!.at(-1)!.toFixed(2)) // → 0.84 0.14
 * ```
 */
export function adamax({ beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7, ...options }: AdamOptions = {}): RuleOptimizer {
  return ruleOptimizer(
    'adamax',
    {
      settings: { beta1, beta2, epsilon },
      slots: [zero('momentum'), zero('norm')],
      onTensors(values, gradient, [m, u], { learningRate, iterations }) {
        const mean = towards(m!, gradient, beta1)
        const norm = tf.maximum(tf.mul(u!, beta2), tf.abs(gradient))
        const rate = learningRate / (1 - singlePower(beta1, iterations + 1))
        return [tf.sub(values, tf.div(tf.mul(mean, rate), tf.add(norm, epsilon))), mean, norm]
      },
    },
    options,
  )
}
