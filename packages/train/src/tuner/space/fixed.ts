import type { Fixed, ParameterValue } from './parameter.ts'

/**
 * A hyperparameter that is not searched: every trial gets this value, and it is kept with the results.
 *
 * @see keras_tuner `HyperParameters.Fixed`
 * @example
 * ```ts
 * import { fixed } from '@dlw/train/tuner'
 *
 * fixed(0.001) // → { kind: 'fixed', value: 0.001 }
 * ```
 */
export function fixed<const Value extends ParameterValue>(value: Value): Fixed<Value> {
  return { kind: 'fixed', value }
}
