import * as tf from '@tensorflow/tfjs-core'
import type { AdamOptions } from './adam.ts'
import { type OptimizerOptions, ruleOptimizer } from './optimizer-options.ts'
import type { RuleOptimizer } from './rule-optimizer.ts'
import { singlePower } from './single-power.ts'

const zero = (name: string): { name: string; initial: number } => ({ name, initial: 0 })

/** Moves the running mean `before` towards `value`. */
const towards = (before: tf.Tensor, value: tf.Tensor, kept: number): tf.Tensor =>
  tf.add(tf.mul(before, kept), tf.mul(value, 1 - kept))

/**
 * Adam with Nesterov momentum.
 *
 * @returns An optimizer whose state is freed by its `dispose`.
 * @throws RangeError when an option is not positive.
 * @see Keras `optimizers.Nadam`
 * @example
 * ```ts
 * import { compile, nadam } from '@dlw/train'
 * import * as tf from '@tensorflow/tfjs'
 *
 * const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] })
 * compile(model, { loss: 'mse', optimizer: nadam({ learningRate: 0.01 }) })
 * console.log(model.optimizer.iterations) // → 0
 * ```
 */
export function nadam({ beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7, ...options }: AdamOptions = {}): RuleOptimizer {
  const share = (step: number): number => beta1 * (1 - 0.5 * 0.96 ** step)
  const product = (steps: number): number =>
    Array.from({ length: steps }, (_, step) => share(step + 1)).reduce((all, one) => all * one, 1)
  return ruleOptimizer(
    'nadam',
    {
      slots: [zero('momentum'), zero('velocity')],
      onTensors(values, gradient, [m, v], { learningRate, iterations }) {
        const step = iterations + 1
        const now = product(step)
        const mean = towards(m!, gradient, beta1)
        const square = towards(v!, tf.square(gradient), beta2)
        const ahead = tf.add(
          tf.mul(mean, share(step + 1) / (1 - now * share(step + 1))),
          tf.mul(gradient, (1 - share(step)) / (1 - now)),
        )
        const size = tf.add(tf.sqrt(tf.div(square, 1 - singlePower(beta2, step))), epsilon)
        return [tf.sub(values, tf.div(tf.mul(ahead, learningRate), size)), mean, square]
      },
    },
    options,
  )
}

/**
 * Adam that divides by the largest recent gradient in place of the root mean square.
 *
 * @returns An optimizer whose state is freed by its `dispose`.
 * @throws RangeError when an option is not positive.
 * @see Keras `optimizers.Adamax`
 * @example
 * ```ts
 * import { compile, adamax } from '@dlw/train'
 * import * as tf from '@tensorflow/tfjs'
 *
 * const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] })
 * compile(model, { loss: 'mse', optimizer: adamax({ learningRate: 0.01 }) })
 * console.log(model.optimizer.iterations) // → 0
 * ```
 */
export function adamax({ beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7, ...options }: AdamOptions = {}): RuleOptimizer {
  return ruleOptimizer(
    'adamax',
    {
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
 * import { compile, adagrad } from '@dlw/train'
 * import * as tf from '@tensorflow/tfjs'
 *
 * const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] })
 * compile(model, { loss: 'mse', optimizer: adagrad({ learningRate: 0.01 }) })
 * console.log(model.optimizer.iterations) // → 0
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
      slots: [{ name: 'accumulator', initial: initialAccumulatorValue }],
      onTensors(values, gradient, [sum], { learningRate }) {
        const squares = tf.add(sum!, tf.square(gradient))
        return [tf.sub(values, tf.div(tf.mul(gradient, learningRate), tf.sqrt(tf.add(squares, epsilon)))), squares]
      },
    },
    options,
  )
}

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
 * import { compile, adadelta } from '@dlw/train'
 * import * as tf from '@tensorflow/tfjs'
 *
 * const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] })
 * compile(model, { loss: 'mse', optimizer: adadelta({ learningRate: 1 }) })
 * console.log(model.optimizer.iterations) // → 0
 * ```
 */
export function adadelta({ rho = 0.95, epsilon = 1e-7, ...options }: AdadeltaOptions = {}): RuleOptimizer {
  const root = (values: tf.Tensor): tf.Tensor => tf.sqrt(tf.add(values, epsilon))
  return ruleOptimizer(
    'adadelta',
    {
      slots: [zero('accumulated_gradient'), zero('accumulated_step')],
      onTensors(values, gradient, [gradients, steps], { learningRate }) {
        const squares = towards(gradients!, tf.square(gradient), rho)
        const step = tf.div(tf.mul(root(steps!), gradient), root(squares))
        return [tf.sub(values, tf.mul(step, learningRate)), squares, towards(steps!, tf.square(step), rho)]
      },
    },
    options,
  )
}

/**
 * Steps of the same size everywhere: only the sign of the running mean counts.
 *
 * @returns An optimizer whose state is freed by its `dispose`.
 * @throws RangeError when an option is not positive.
 * @see Keras `optimizers.Lion`; `beta2` defaults to 0.99
 * @example
 * ```ts
 * import { compile, lion } from '@dlw/train'
 * import * as tf from '@tensorflow/tfjs'
 *
 * const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] })
 * compile(model, { loss: 'mse', optimizer: lion({ learningRate: 1e-4 }) })
 * console.log(model.optimizer.iterations) // → 0
 * ```
 */
export function lion({ beta1 = 0.9, beta2 = 0.99, ...options }: Omit<AdamOptions, 'epsilon'> = {}): RuleOptimizer {
  return ruleOptimizer(
    'lion',
    {
      slots: [zero('momentum')],
      onTensors(values, gradient, [m], { learningRate }) {
        const direction = tf.sign(towards(m!, gradient, beta1))
        return [tf.sub(values, tf.mul(direction, learningRate)), towards(m!, gradient, beta2)]
      },
    },
    options,
  )
}
