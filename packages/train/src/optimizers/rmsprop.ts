import * as tf from '@tensorflow/tfjs-core'
import { type OptimizerOptions, ruleOptimizer } from './optimizer-options.ts'
import type { RuleOptimizer } from './rule-optimizer.ts'
import { numberTowards, numberTowardsSquare, towards, towardsSquare } from './running-mean.ts'

/** Options of {@link rmsprop}. */
export interface RmspropOptions extends OptimizerOptions {
  /** How much of the mean squared gradient stays at each step, in [0, 1). Defaults to 0.9. */
  rho?: number
  /** How much of the last step stays in the next, in [0, 1). Defaults to 0. */
  momentum?: number
  /** Whether to divide by the gradient's deviation in place of its size. Defaults to false. */
  centered?: boolean
  /** Keeps the division from 0. Defaults to 1e-7. */
  epsilon?: number
}

/**
 * Divides each gradient by its recent root mean square.
 *
 * @returns An optimizer whose state is freed by its `dispose`.
 * @throws RangeError when an option is not positive.
 * @see Keras `optimizers.RMSprop`
 * @example
 * ```ts
 * import { rmsprop, compile, fit } from '@dlw/train'
 *
 * compile(model, { loss: 'categoricalCrossentropy', optimizer: rmsprop({ learningRate: 0.01 }) })
 * const { metrics } = await fit(model, train, { epochs: 10, seed: 0 })
 * console.log(metrics.loss!.at(0)!.toFixed(2), metrics.loss!.at(-1)!.toFixed(2)) // → 0.68 0.04
 * ```
 */
export function rmsprop({
  rho = 0.9,
  momentum = 0,
  centered = false,
  epsilon = 1e-7,
  ...options
}: RmspropOptions = {}): RuleOptimizer {
  const slots = ['velocity', ...(momentum > 0 ? ['momentum'] : []), ...(centered ? ['average_gradient'] : [])]
  const rule = {
    settings: { rho, momentum, centered, epsilon },
    slots: slots.map((name) => ({ name, initial: 0 })),
    onTensors(
      values: tf.Tensor,
      gradient: tf.Tensor,
      before: readonly tf.Tensor[],
      { learningRate }: { learningRate: number },
    ): tf.Tensor[] {
      const velocity = towardsSquare(before[0]!, gradient, rho)
      const average = centered ? [towards(before.at(-1)!, gradient, rho)] : []
      const spread = centered ? tf.sub(velocity, tf.square(average[0]!)) : velocity
      const step = tf.div(tf.mul(gradient, learningRate), tf.sqrt(tf.add(spread, epsilon)))
      if (momentum === 0) return [tf.sub(values, step), velocity, ...average]
      const kept = tf.add(tf.mul(before[1]!, momentum), step)
      return [tf.sub(values, kept), velocity, kept, ...average]
    },
    native: {
      rule: 'rmsprop' as const,
      numbers: ({ learningRate }: { learningRate: number }) => [
        ...[learningRate, epsilon, rho, 1 - rho, momentum, Number(centered)],
      ],
    },
    onNumbers(
      values: Float32Array,
      gradient: Float32Array,
      before: readonly Float32Array[],
      { learningRate }: { learningRate: number },
    ): void {
      const { fround } = Math
      const [rate, small, kept] = [fround(learningRate), fround(epsilon), fround(momentum)]
      const squares = before[0]!
      const steps = momentum > 0 ? before[1] : undefined
      const averages = centered ? before.at(-1) : undefined
      for (let index = 0; index < values.length; index++) {
        const slope = gradient[index]!
        let spread = numberTowardsSquare(squares[index]!, slope, rho)
        squares[index] = spread
        if (averages) {
          const average = numberTowards(averages[index]!, slope, rho)
          averages[index] = average
          spread = fround(spread - fround(average * average))
        }
        let step = fround(fround(slope * rate) / fround(Math.sqrt(fround(spread + small))))
        if (steps) {
          step = fround(fround(steps[index]! * kept) + step)
          steps[index] = step
        }
        values[index]! -= step
      }
    },
  }
  return ruleOptimizer('rmsprop', rule, options)
}
