import * as tf from '@tensorflow/tfjs-core'
import { fused } from './fused.ts'
import { type OptimizerOptions, ruleOptimizer } from './optimizer-options.ts'
import type { RuleOptimizer } from './rule-optimizer.ts'
import { towards, towardsSquare } from './running-mean.ts'
import { singlePower } from './single-power.ts'
import type { UpdateContext, UpdateRule } from './update-rule.ts'

/** Options of {@link adam} and {@link adamW}. */
export interface AdamOptions extends OptimizerOptions {
  /** How much of the mean gradient stays at each step, in [0, 1). Defaults to 0.9. */
  beta1?: number
  /** How much of the mean squared gradient stays at each step, in [0, 1). Defaults to 0.999. */
  beta2?: number
  /** Keeps the division from 0. Defaults to 1e-7. */
  epsilon?: number
}

function adamRule({ beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7 }: AdamOptions): UpdateRule {
  const rate = ({ learningRate, iterations }: UpdateContext): number =>
    (learningRate * Math.sqrt(1 - singlePower(beta2, iterations + 1))) / (1 - singlePower(beta1, iterations + 1))
  return {
    settings: { beta1, beta2, epsilon },
    slots: [
      { name: 'momentum', initial: 0 },
      { name: 'velocity', initial: 0 },
    ],
    onTensors(values, gradient, [m, v], context) {
      const mean = towards(m!, gradient, beta1)
      const square = towardsSquare(v!, gradient, beta2)
      const moved =
        fused('DlwAdamStep', { values, mean, square }, { rate: rate(context), epsilon }) ??
        tf.sub(values, tf.div(tf.mul(mean, rate(context)), tf.add(tf.sqrt(square), epsilon)))
      return [moved, mean, square]
    },
    native: { rule: 'adam', numbers: (context) => [rate(context), epsilon, 1 - beta1, 1 - beta2] },
    onNumbers(values, gradient, [m, v], context) {
      const means = m!
      const squares = v!
      const alpha = rate(context)
      const [ofMean, ofSquare] = [1 - beta1, 1 - beta2]
      for (let index = 0; index < values.length; index++) {
        const slope = gradient[index]!
        const mean = means[index]! + (slope - means[index]!) * ofMean
        const square = squares[index]! + (slope * slope - squares[index]!) * ofSquare
        means[index] = mean
        squares[index] = square
        values[index]! -= (mean * alpha) / (Math.sqrt(square) + epsilon)
      }
    },
  }
}

/**
 * Steps of about the learning rate in each direction, smaller where the gradient varies.
 *
 * @returns An optimizer whose state is freed by its `dispose`.
 * @throws RangeError when an option is not positive.
 * @see Keras `optimizers.Adam`
 * @example
 * ```ts
 * import { adam, compile, fit } from '@dlw/train'
 *
 * compile(model, { loss: 'categoricalCrossentropy', optimizer: adam({ learningRate: 0.01, clipNorm: 1 }) })
 * const { metrics } = await fit(model, train, { epochs: 10, seed: 0 })
 * console.log(metrics.loss!.at(0)!.toFixed(2), metrics.loss!.at(-1)!.toFixed(2)) // → 0.82 0.06
 * ```
 */
export function adam(options: AdamOptions = {}): RuleOptimizer {
  const { beta1: _1, beta2: _2, epsilon: _3, ...shared } = options
  return ruleOptimizer('adam', adamRule(options), shared)
}

/**
 * Adam that also draws the weights towards 0.
 *
 * @returns An optimizer whose state is freed by its `dispose`.
 * @throws RangeError when an option is not positive.
 * @see Keras `optimizers.AdamW`; `weightDecay` defaults to 0.004
 * @example
 * ```ts
 * import { adamW, compile, fit } from '@dlw/train'
 *
 * compile(model, { loss: 'categoricalCrossentropy', optimizer: adamW({ learningRate: 0.01, weightDecay: 0.01 }) })
 * const { metrics } = await fit(model, train, { epochs: 10, seed: 0 })
 * console.log(metrics.loss!.at(0)!.toFixed(2), metrics.loss!.at(-1)!.toFixed(2)) // → 0.82 0.06
 * ```
 */
export function adamW({ weightDecay = 0.004, ...options }: AdamOptions = {}): RuleOptimizer {
  return adam({ ...options, weightDecay })
}
