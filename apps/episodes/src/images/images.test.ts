import { beforeAll, describe, expect, it } from 'vitest'
import { runCommand } from '../testing.ts'
import { mostConfused } from './mistakes.ts'

describe('pnpm episode images --data synthetic --quick --json', () => {
  let numbers: Record<string, unknown>
  beforeAll(() => {
    const run = runCommand('images', '--data', 'synthetic', '--quick', '--json')
    expect(run.stderr).toBe('')
    expect(run.stdout.trim().split('\n')).toHaveLength(1)
    numbers = run.numbers()
  }, 600_000)

  it("has the lesson's shapes and parameter counts, and says that the pictures are synthetic", () => {
    expect(numbers).toMatchObject({
      source: expect.stringContaining('synthetic'),
      trainImages: 878,
      testImages: 293,
      shape: [64, 64, 3],
      parameters: { small: 1_823_960, pooling: 514_510, dense: 617_510, extra: 137_060, dropout: 137_060 },
      reloadedEqual: true,
    })
    expect(numbers.classes).toHaveLength(10)
  })

  it('trains every network and measures it', () => {
    const results = numbers.results as Record<
      string,
      { validationAccuracy: number; validationLoss: number; epochs: number }
    >
    expect(Object.keys(results)).toEqual(['pooling', 'dense', 'extra', 'dropout'])
    for (const { validationAccuracy, validationLoss, epochs } of Object.values(results)) {
      expect(validationAccuracy).toBeGreaterThan(0)
      expect(validationLoss).toBeGreaterThan(0)
      expect(epochs).toBe(1)
    }
  })

  it("searches the lesson's six dropout rates and two grids, in the lesson's order", () => {
    expect((numbers.dropoutCurve as { rate: number }[]).map(({ rate }) => rate)).toEqual([
      0.2, 0.4, 0.6, 0.8, 0.9, 0.95,
    ])
    const values = (grid: unknown) => (grid as { trials: { id: string; values: object }[] }).trials
    expect(values(numbers.gridOne)).toMatchObject([
      { id: '0000', values: { layers: 1, dropout: 0.2 } },
      { id: '0001', values: { layers: 1, dropout: 0.5 } },
      { id: '0002', values: { layers: 1, dropout: 0.8 } },
      { id: '0003', values: { layers: 2, dropout: 0.2 } },
      { id: '0004', values: { layers: 2, dropout: 0.5 } },
      { id: '0005', values: { layers: 2, dropout: 0.8 } },
    ])
    expect(values(numbers.gridTwo)).toMatchObject([
      { id: '0000', values: { kernelSize: 3, activation: 'relu' } },
      { id: '0001', values: { kernelSize: 3, activation: 'tanh' } },
      { id: '0002', values: { kernelSize: 4, activation: 'relu' } },
      { id: '0003', values: { kernelSize: 4, activation: 'tanh' } },
    ])
  })
})

describe('mostConfused', () => {
  it('names the most frequent mistakes, most frequent first, and no right answers', () => {
    const counts = [
      [9, 1, 0],
      [4, 5, 2],
      [0, 0, 7],
    ]
    expect(mostConfused({ classes: ['a', 'b', 'c'], counts }, 2)).toEqual([
      { truth: 'b', prediction: 'a', count: 4 },
      { truth: 'b', prediction: 'c', count: 2 },
    ])
  })
})
