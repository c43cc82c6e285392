import * as tf from '@tensorflow/tfjs-core'
import type { AdamOptions } from './adam.ts'
import { ruleOptimizer } from './optimizer-options.ts'
import type { RuleOptimizer } from './rule-optimizer.ts'
import { numberTowards, numberTowardsSquare, towards, towardsSquare, zero } from './running-mean.ts'
import { singlePower } from './single-power.ts'

const shareOf = (beta1: number, step: number): number => beta1 * (1 - 0.5 * 0.96 ** step)

/** From this step on a share is `beta1` to the last digit. */
const steady = 1000

/** The product of the shares of the first so many steps, which Keras keeps as a variable. */
export const nadamProduct = (beta1: number, steps: number): number => {
  let product = beta1 ** Math.max(0, steps - steady)
  for (let step = 1; step <= Math.min(steps, steady); step++) product *= shareOf(beta1, step)
  return product
}

/**
 * Adam with Nesterov momentum.
 *
 * @returns An optimizer whose state is freed by its `dispose`.
 * @throws RangeError when an option is not positive.
 * @see Keras `optimizers.Nadam`
 * @example
 * ```ts
 * import { nadam, compile, fit } from '@dlw/train'
 *
 * compile(model, { loss: 'categoricalCrossentropy', optimizer: nadam({ learningRate: 0.01 }) })
 * const { metrics } = await fit(model, train, { epochs: 10, seed: 0 })
 * console.log(metrics.loss!.at(0)!.toFixed(2), metrics.loss!.at(-1)!.toFixed(2)) // → 0.85 0.06
 * ```
 */
export function nadam({ beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7, ...options }: AdamOptions = {}): RuleOptimizer {
  const share = (step: number): number => shareOf(beta1, step)
  let last = { step: 0, product: 1 }
  // All variables of a step share it.
  const productAt = (step: number): number => {
    if (step !== last.step) last = { step, product: nadamProduct(beta1, step) }
    return last.product
  }
  return ruleOptimizer(
    'nadam',
    {
      settings: { beta1, beta2, epsilon },
      slots: [zero('momentum'), zero('velocity')],
      onTensors(values, gradient, [m, v], { learningRate, iterations }) {
        const step = iterations + 1
        const now = productAt(step)
        const mean = towards(m!, gradient, beta1)
        const square = towardsSquare(v!, gradient, beta2)
        const ahead = tf.add(
          tf.mul(mean, share(step + 1) / (1 - now * share(step + 1))),
          tf.mul(gradient, (1 - share(step)) / (1 - now)),
        )
        const size = tf.add(tf.sqrt(tf.div(square, 1 - singlePower(beta2, step))), epsilon)
        return [tf.sub(values, tf.div(tf.mul(ahead, learningRate), size)), mean, square]
      },
      onNumbers(values, gradient, [m, v], { learningRate, iterations }) {
        const { fround } = Math
        const step = iterations + 1
        const now = productAt(step)
        const ofMean = fround(share(step + 1) / (1 - now * share(step + 1)))
        const ofSlope = fround((1 - share(step)) / (1 - now))
        const spread = fround(1 - singlePower(beta2, step))
        const [rate, small, means, squares] = [fround(learningRate), fround(epsilon), m!, v!]
        for (let index = 0; index < values.length; index++) {
          const slope = gradient[index]!
          const mean = numberTowards(means[index]!, slope, beta1)
          const square = numberTowardsSquare(squares[index]!, slope, beta2)
          means[index] = mean
          squares[index] = square
          const ahead = fround(fround(mean * ofMean) + fround(slope * ofSlope))
          const size = fround(fround(Math.sqrt(fround(square / spread))) + small)
          values[index]! -= fround(fround(ahead * rate) / size)
        }
      },
    },
    options,
  )
}
