import { golden } from '@dlw/testing'
import { expect, it } from 'vitest'
import type { Trial } from '../run/trial.ts'
import { choice } from '../space/choice.ts'
import { decimal } from '../space/decimal.ts'
import { fixed } from '../space/fixed.ts'
import { integer } from '../space/integer.ts'
import type { ParameterValue } from '../space/parameter.ts'
import { when } from '../space/when.ts'
import { parameterImportances } from './parameter-importances.ts'

interface Case {
  quantile: number
  direction: 'min' | 'max'
  trials: (Record<string, ParameterValue> & { score: number })[]
  importances: Record<string, number>
}
const { importances } = golden<{ importances: Case[] }>('optuna-searches')
const space = {
  x: decimal({ min: -2, max: 2 }),
  rate: decimal({ min: 1e-4, max: 1, sampling: 'log' }),
  units: integer({ min: 1, max: 9 }),
  step: decimal({ min: 0, max: 1, step: 0.25 }),
  kind: choice(['a', 'b', 'c']),
  constant: fixed(1),
}

it.each(importances)('parameterImportances are those of Optuna to 1e-9, quantile $quantile, $direction', (given) => {
  const trials = given.trials.map(
    ({ score, ...values }, index): Trial => ({ id: String(index), status: 'completed', values, score }),
  )
  const found = parameterImportances(
    { trials, objective: { name: 'score', direction: given.direction } },
    { space, quantile: given.quantile },
  )
  expect(Object.keys(found)).toEqual(Object.keys(given.importances))
  for (const [name, value] of Object.entries(given.importances)) {
    expect(Math.abs(found[name]! / value - 1)).toBeLessThan(1e-9)
  }
})

it('parameterImportances looks at a conditional parameter where it is there', () => {
  const conditional = { kind: choice(['a', 'b']), x: when({ kind: 'a' }, decimal({ min: 0, max: 1 })) }
  const trials = Array.from({ length: 80 }, (_, index): Trial => {
    const x = (index % 40) / 40
    const isA = index < 40
    const values = isA ? { kind: 'a', x } : { kind: 'b' }
    return { id: String(index), status: 'completed', values, score: isA ? x : 0.5 + x }
  })
  const found = parameterImportances({ trials, objective: { name: 'score', direction: 'min' } }, { space: conditional })
  expect(Object.keys(found)).toEqual(['x', 'kind'])
  expect(found.x).toBeGreaterThan(0)
})

it('parameterImportances refuses what it cannot tell from', () => {
  const objective = { name: 'score', direction: 'min' } as const
  expect(() => parameterImportances({ trials: [], objective }, { space })).toThrow('at least two completed trials')
  expect(() => parameterImportances({ trials: [], objective }, { space, quantile: 1 })).toThrow(RangeError)
})
