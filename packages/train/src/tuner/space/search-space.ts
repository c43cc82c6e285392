import type { Random } from '@dlw/data'
import type { Conditions, Parameter, ParameterValue, SearchSpace, Values } from './parameter.ts'
import { parameterValues, valueAt } from './parameter-values.ts'

/** Whether the conditions of a parameter hold for values chosen so far; one that is absent holds for none. */
function isActive(conditions: Conditions | undefined, values: Values): boolean {
  return Object.entries(conditions ?? {}).every(([name, allowed]) => {
    const value = values[name]
    return value !== undefined && allowed.includes(value)
  })
}

/** Chooses a value for each parameter whose conditions hold, in the order of the space. */
export function chooseValues(
  space: SearchSpace,
  choose: (parameter: Parameter, name: string) => ParameterValue,
): Values {
  const values: Record<string, ParameterValue> = {}
  for (const [name, parameter] of Object.entries(space)) {
    if (isActive(parameter.when, values)) values[name] = choose(parameter, name)
  }
  return values
}

/** Random values of a space. */
export function randomValues(space: SearchSpace, random: Random): Values {
  return chooseValues(space, (parameter) => valueAt(parameter, random.uniform()))
}

/** All combinations of a space, each parameter's default first and the last parameter varying fastest. */
function* combinations(space: SearchSpace): Generator<Values> {
  yield* extensions(Object.entries(space), {})
}

function* extensions([first, ...rest]: [string, Parameter][], values: Values): Generator<Values> {
  if (first === undefined) yield values
  else if (!isActive(first[1].when, values)) yield* extensions(rest, values)
  else for (const value of parameterValues(first[1])) yield* extensions(rest, { ...values, [first[0]]: value })
}

/** Up to `count` combinations of a space, after leaving out the first `skipped`. */
export function someCombinations(space: SearchSpace, skipped: number, count: number): Values[] {
  const found: Values[] = []
  let index = 0
  for (const values of combinations(space)) {
    if (found.length === count) break
    if (index++ >= skipped) found.push(values)
  }
  return found
}

const keys = new WeakMap<Values, string>()

/** A text that is the same for the same values. Values never change, and strategies ask for all of them every time. */
export function valuesKey(values: Values): string {
  const known = keys.get(values)
  if (known !== undefined) return known
  const key = JSON.stringify(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)))
  keys.set(values, key)
  return key
}

/** Refuses an empty space, and conditions on parameters that do not stand before or on values they never have. */
export function checkSpace(space: SearchSpace, caller: string): void {
  const entries = Object.entries(space)
  if (entries.length === 0) {
    throw new RangeError(`${caller}: expected at least one hyperparameter, received space={}. Declare what to search.`)
  }
  for (const [index, [name, { when = {} }]] of entries.entries()) {
    for (const [parent, allowed] of Object.entries(when)) {
      const found = entries.slice(0, index).find(([before]) => before === parent)
      if (!found) {
        throw new RangeError(
          `${caller}: expected ${parent}, on which ${name} depends, before it in the space, received ${entries.map(([key]) => key).join(', ')}. Move it up.`,
        )
      }
      checkAllowed(found[1], allowed, `${caller}: expected ${name} to depend on values that ${parent} has`)
    }
  }
}

function checkAllowed(parent: Parameter, allowed: readonly ParameterValue[], what: string): void {
  const values = parameterValues(parent)
  const wrong = allowed.find((value) => !values.includes(value))
  if (wrong !== undefined || allowed.length === 0) {
    throw new RangeError(`${what}, ${values.join(', ')}, received ${wrong}. Name one of them.`)
  }
}
