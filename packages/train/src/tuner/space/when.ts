import type { Conditions, Parameter, ParameterValue } from './parameter.ts'

/**
 * Makes a parameter depend on others: it is searched only in trials where each named parameter has the value, or one
 * of the values, given here; elsewhere it is `undefined`. The others must stand before it in the space.
 *
 * @see keras_tuner `HyperParameters.conditional_scope`
 * @example
 * ```ts
 * import { choice, decimal, gridSearch, search, when } from '@dlw/train/tuner'
 *
 * const space = {
 *   optimizer: choice(['adam', 'sgd']),
 *   momentum: when({ optimizer: 'sgd' }, decimal({ min: 0, max: 0.9, step: 0.3 })),
 * }
 * const options = { space, strategy: gridSearch(), direction: 'min', seed: 0 } as const
 * const { trials } = await search(({ momentum = 0 }) => momentum, options)
 * console.log(trials.length) // → 5
 * ```
 */
export function when<P extends Parameter>(
  conditions: Readonly<Record<string, ParameterValue | readonly ParameterValue[]>>,
  parameter: P,
): P & { readonly when: Conditions } {
  const lists = Object.entries(conditions).map(([name, value]) => [name, Array.isArray(value) ? value : [value]])
  return { ...parameter, when: { ...parameter.when, ...Object.fromEntries(lists) } }
}
