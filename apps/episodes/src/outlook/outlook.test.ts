import { describe, expect, it } from 'vitest'
import { runCommand } from '../testing.ts'
import { drawPairs } from './pairs.ts'

describe('pnpm episode outlook --json', () => {
  it('tells penguins never seen apart, with cosines from −1 to 1, and measures each group', () => {
    const run = runCommand('outlook', '--json')
    expect(run.stderr).toBe('')
    const numbers = run.numbers() as {
      cosineSame: number
      cosineDifferent: number
      cosineRange: [number, number]
      pairAccuracy: number
      groups: { group: string; accuracy: number }[]
      reloadedEqual: boolean
    }
    expect(numbers.cosineSame).toBeGreaterThan(numbers.cosineDifferent + 0.5)
    expect(numbers.cosineRange[0]).toBeGreaterThanOrEqual(-1)
    expect(numbers.cosineRange[1]).toBeLessThanOrEqual(1)
    expect(numbers.pairAccuracy).toBeGreaterThan(0.85)
    expect(numbers.groups.map(({ group }) => group)).toEqual(['Female', 'Male'])
    expect(numbers.reloadedEqual).toBe(true)
  })
})

describe('drawPairs', () => {
  const rows = Array.from({ length: 12 }, (_, row) => [row])
  const labels = rows.map((_, row) => 'abc'[row % 3]!)

  it('draws half of the pairs from one class, never a row with itself, the same for the same seed', () => {
    const { x, y } = drawPairs(rows, labels, { count: 40, seed: 3 })
    expect(y.filter((value) => value === 1)).toHaveLength(20)
    for (const [pair, value] of y.entries()) {
      const [first, second] = [x[0][pair]![0]!, x[1][pair]![0]!]
      expect(first).not.toBe(second)
      expect(labels[first] === labels[second]).toBe(value === 1)
    }
    expect(drawPairs(rows, labels, { count: 40, seed: 3 })).toEqual({ x, y })
  })
})
