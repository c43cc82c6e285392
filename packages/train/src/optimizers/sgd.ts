import * as tf from '@tensorflow/tfjs-core'
import { type OptimizerOptions, ruleOptimizer } from './optimizer-options.ts'
import type { RuleOptimizer } from './rule-optimizer.ts'
import type { UpdateRule } from './update-rule.ts'

/** Options of {@link sgd}. */
export interface SgdOptions extends OptimizerOptions {
  /** How much of the last step stays in the next, in [0, 1). Defaults to 0. */
  momentum?: number
  /** Whether to look ahead along the momentum. Defaults to false. */
  nesterov?: boolean
}

const plain: UpdateRule = {
  settings: { momentum: 0, nesterov: false },
  slots: [],
  onTensors: (values, gradient, _, { learningRate }) => [tf.sub(values, tf.mul(gradient, learningRate))],
  native: { rule: 'descent', numbers: ({ learningRate }) => [learningRate] },
  onNumbers(values, gradient, _, { learningRate }) {
    for (let index = 0; index < values.length; index++) values[index]! -= learningRate * gradient[index]!
  },
}

const withMomentum = (momentum: number, nesterov: boolean): UpdateRule => ({
  settings: { momentum, nesterov },
  slots: [{ name: 'momentum', initial: 0 }],
  onTensors(values, gradient, [last], { learningRate }) {
    const slope = tf.mul(gradient, learningRate)
    const step = tf.sub(tf.mul(last!, momentum), slope)
    return [tf.add(values, nesterov ? tf.sub(tf.mul(step, momentum), slope) : step), step]
  },
  native: { rule: 'momentum', numbers: ({ learningRate }) => [learningRate, momentum, Number(nesterov)] },
  onNumbers(values, gradient, [last], { learningRate }) {
    const { fround } = Math
    const [rate, kept, steps] = [fround(learningRate), fround(momentum), last!]
    for (let index = 0; index < values.length; index++) {
      const slope = fround(gradient[index]! * rate)
      const step = fround(fround(steps[index]! * kept) - slope)
      steps[index] = step
      values[index]! += nesterov ? fround(fround(step * kept) - slope) : step
    }
  },
})

/**
 * Steps against the gradient, on each batch: stochastic gradient descent.
 *
 * @returns An optimizer whose state is freed by its `dispose`.
 * @throws RangeError when an option is out of range.
 * @see Keras `optimizers.SGD`
 * @example
 * ```ts
 * import { compile, fit, sgd } from '@dlw/train'
 *
 * compile(model, { loss: 'categoricalCrossentropy', optimizer: sgd({ learningRate: 0.1, momentum: 0.9, nesterov: true }) })
 * const { metrics } = await fit(model, train, { epochs: 10, seed: 0 })
 * console.log(metrics.loss!.at(0)!.toFixed(2), metrics.loss!.at(-1)!.toFixed(2)) // → 0.61 0.01
 * ```
 */
export function sgd({
  learningRate = 0.01,
  momentum = 0,
  nesterov = false,
  ...options
}: SgdOptions = {}): RuleOptimizer {
  if (!(momentum >= 0 && momentum < 1)) {
    throw new RangeError(`sgd: expected a momentum in [0, 1), received momentum=${momentum}. 0.9 is usual.`)
  }
  return ruleOptimizer('sgd', momentum === 0 ? plain : withMomentum(momentum, nesterov), { learningRate, ...options })
}
