import type { SearchSpace, Values } from './parameter.ts'
import { positionOf } from './parameter-values.ts'

/**
 * A trial's values as a point whose distances mean something: numbers lie in [0, 1] by their sampling; names have an
 * axis each, so that any two are equally far apart, at distance 1. An absent value lies where its default does.
 */
export function coordinates(space: SearchSpace, values: Values): number[] {
  return Object.entries(space).flatMap(([name, parameter]) => {
    if (parameter.kind === 'fixed') return []
    const value = values[name] ?? parameter.default
    if (parameter.kind === 'choice' && parameter.values.some((option) => typeof option !== 'number')) {
      return parameter.values.map((option) => (option === value ? Math.SQRT1_2 : 0))
    }
    return [positionOf(parameter, value)]
  })
}
