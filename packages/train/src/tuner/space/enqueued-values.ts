import type { Parameter, ParameterValue, SearchSpace, Values } from './parameter.ts'
import { chooseValues } from './search-space.ts'

/**
 * The values of a trial that is known before, made whole: what is left out takes its default.
 *
 * @throws RangeError for a name that the space does not have or a value that the parameter cannot take.
 */
export function enqueuedValues(space: SearchSpace, values: Values, caller: string): Values {
  return wholeValues(space, values, {
    caller,
    what: 'enqueue',
    advice: 'Widen the space, or leave it out for its default.',
  })
}

/** Values that a space has, with defaults for those that are left out. */
export function wholeValues(
  space: SearchSpace,
  values: Values,
  { caller, what, advice }: { caller: string; what: string; advice: string },
): Values {
  const whole = chooseValues(space, (parameter, name) => {
    const value = values[name] ?? (parameter.kind === 'fixed' ? parameter.value : parameter.default)
    if (isValueOf(parameter, value)) return value
    throw new RangeError(
      `${caller}: expected ${what} to hold values of the space, received ${name}=${JSON.stringify(value)}. ${advice}`,
    )
  })
  const unknown = Object.keys(values).find((name) => values[name] !== undefined && !(name in whole))
  if (unknown === undefined) return whole
  throw new RangeError(
    `${caller}: expected ${what} to hold parameters that this trial has, ${Object.keys(whole).join(', ')}, received ${unknown}. ${what === 'enqueue' ? 'Remove it.' : advice}`,
  )
}

function isValueOf(parameter: Parameter, value: ParameterValue): boolean {
  if (parameter.kind === 'fixed') return value === parameter.value
  if (parameter.kind === 'boolean') return typeof value === 'boolean'
  if (parameter.kind === 'choice') return parameter.values.includes(value)
  const isNumber = parameter.kind === 'integer' ? Number.isSafeInteger(value) : Number.isFinite(value)
  return isNumber && (value as number) >= parameter.min && (value as number) <= parameter.max
}
