import type { Choice, ParameterValue } from './parameter.ts'

/** Options of {@link choice}. */
export interface ChoiceOptions<Value extends ParameterValue> {
  /** The value a grid begins with. Defaults to the first. */
  default?: Value
}

/**
 * A hyperparameter that is one of some values: names, numbers or both.
 *
 * @throws RangeError when there is no value, when one occurs twice, or when the default is not among them.
 * @see keras_tuner `HyperParameters.Choice`
 * @example
 * ```ts
 * import { choice } from '@dlw/train/tuner'
 *
 * choice(['relu', 'tanh']) // → { kind: 'choice', values: ['relu', 'tanh'], default: 'relu' }
 * ```
 */
export function choice<const Value extends ParameterValue>(
  values: readonly Value[],
  { default: first = values[0] as Value }: ChoiceOptions<Value> = {},
): Choice<Value> {
  if (!(values.length > 0 && new Set(values).size === values.length)) {
    throw new RangeError(
      `choice: expected at least one value and none twice, received values=${JSON.stringify(values)}. List each once.`,
    )
  }
  if (!values.includes(first)) {
    throw new RangeError(
      `choice: expected a default among ${JSON.stringify(values)}, received default=${first}. Leave it out for the first.`,
    )
  }
  return { kind: 'choice', values, default: first }
}
