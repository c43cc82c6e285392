import * as tf from '@tensorflow/tfjs-core'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { build, data, space } from '../../../test/tuner/study.ts'
import { medianPruner } from '../pruners/median-pruner.ts'
import { decimal } from '../space/decimal.ts'
import type { Values } from '../space/parameter.ts'
import { bayesianSearch } from '../strategies/bayesian-search.ts'
import { cmaEs } from '../strategies/cma-es.ts'
import { gridSearch } from '../strategies/grid-search.ts'
import { hyperband } from '../strategies/hyperband.ts'
import { randomSearch } from '../strategies/random-search.ts'
import type { Strategy } from '../strategies/strategy.ts'
import { tpe } from '../strategies/tpe.ts'
import { crowdingDistances, paretoRanks } from '../trials/pareto.ts'
import { search } from './search.ts'
import type { Trial } from './trial.ts'
import { tune } from './tune.ts'

beforeAll(async () => {
  await tf.setBackend('cpu')
})

const isBetter = (a: readonly number[], b: readonly number[]): boolean =>
  a.every((value, axis) => value <= b[axis]!) && a.some((value, axis) => value < b[axis]!)

describe('paretoRanks', () => {
  it('peels off front after front, as the definition says', () => {
    const points = fc
      .integer({ min: 1, max: 3 })
      .chain((axes) =>
        fc.array(fc.array(fc.integer({ min: 0, max: 6 }), { minLength: axes, maxLength: axes }), { maxLength: 25 }),
      )
    fc.assert(
      fc.property(points, (all) => {
        const expected = new Array<number>(all.length).fill(-1)
        for (let rank = 0; expected.includes(-1); rank++) {
          const left = all.flatMap((_, index) => (expected[index] === -1 ? [index] : []))
          for (const index of left) {
            if (!left.some((other) => isBetter(all[other]!, all[index]!))) expected[index] = rank
          }
        }
        expect(paretoRanks(all)).toEqual(expected)
      }),
    )
  })

  it('finds out which points of a front are alone', () => {
    expect(
      crowdingDistances([
        [0, 4],
        [1, 3],
        [3, 1],
        [4, 0],
      ]),
    ).toEqual([Infinity, 1.5, 1.5, Infinity])
    expect(
      crowdingDistances([
        [2, 2],
        [2, 2],
        [2, 2],
      ]),
    ).toEqual([Infinity, 0, Infinity])
  })
})

const box = { x: decimal({ min: 0, max: 1 }), y: decimal({ min: 0, max: 1 }), z: decimal({ min: 0, max: 1 }) }
/** ZDT1: the front is where y and z are 0. */
const zdt = ({ x, y, z }: Values): { first: number; second: number } => {
  const far = 1 + 4.5 * ((y as number) + (z as number))
  return { first: x as number, second: far * (1 - Math.sqrt((x as number) / far)) }
}
const objectives = [
  { name: 'first', direction: 'min' },
  { name: 'second', direction: 'min' },
] as const
const options = { space: box, objectives, maxTrials: 100 }

/** The area that a front is better than, up to the point (1.1, 11). */
function hypervolume(front: readonly Trial[]): number {
  const points = front.map(({ metrics }) => [metrics!.first!, metrics!.second!] as const).sort((a, b) => a[0] - b[0])
  return points.reduce((area, [first, second], index) => {
    const next = points[index + 1]?.[0] ?? 1.1
    return area + (next - first) * Math.max(0, 11 - second)
  }, 0)
}

describe('several objectives', () => {
  it('give the front of all trials, and rank by the first', async () => {
    const result = await search(zdt, { ...options, strategy: randomSearch(), seed: 0 })
    const of = ({ metrics }: Trial): number[] => [metrics!.first!, metrics!.second!]
    const front = result.trials.filter((trial) => !result.trials.some((other) => isBetter(of(other), of(trial))))
    expect(new Set(result.paretoFront.map(({ id }) => id))).toEqual(new Set(front.map(({ id }) => id)))
    expect(front.length).toBeGreaterThan(2)
    expect(result.best.score).toBe(Math.min(...result.trials.map(({ metrics }) => metrics!.first!)))
    expect(result.paretoFront[0]!.id).toBe(result.best.id)
    expect(result.objectives).toEqual(objectives)
    expect(result.table.toCsv().split('\n')[0]).toContain('second')
  })

  it('are searched better by tpe than at random', { timeout: 60_000 }, async () => {
    const volumes = async (strategy: Strategy): Promise<number[]> => {
      const seeds = [0, 1, 2, 3, 4]
      const results = await Promise.all(seeds.map((seed) => search(zdt, { ...options, strategy, seed })))
      return results.map(({ paretoFront }) => hypervolume(paretoFront))
    }
    const [learned, random] = [await volumes(tpe()), await volumes(randomSearch())]
    for (const [seed, volume] of learned.entries()) expect(volume).toBeGreaterThan(random[seed]!)
  })

  it('are those of the training in tune', async () => {
    const set = { space, strategy: gridSearch(), epochs: 3, seed: 0 }
    const { trials, paretoFront, ranked } = await tune(build, data, {
      ...set,
      objectives: ['val_accuracy', 'val_loss'],
    })
    for (const { score, metrics } of trials) expect(score).toBe(metrics!.val_accuracy)
    const of = ({ metrics }: Trial): number[] => [-metrics!.val_accuracy!, metrics!.val_loss!]
    const front = ranked.filter((trial) => !ranked.some((other) => isBetter(of(other), of(trial))))
    expect(paretoFront.map(({ id }) => id)).toEqual(front.map(({ id }) => id))
    const single = await tune(build, data, { ...set, objective: 'val_loss' })
    expect(single.paretoFront[0]!.id).toBe(single.best.id)
  })

  it('must all be there', async () => {
    const set = { ...options, strategy: randomSearch(), seed: 0 }
    await expect(search(({ x }) => ({ first: x }), set)).rejects.toThrow(
      'expected the function to return first, second',
    )
    await expect(search(({ x }) => x, set)).rejects.toThrow('expected the function to return first, second')
    const plain = { space: box, strategy: randomSearch(), direction: 'min', maxTrials: 3, seed: 0 } as const
    await expect(search(zdt, plain)).rejects.toThrow('expected the function to return a number')
    const { trials } = await search(({ x }) => ({ first: x, second: x > 0.5 ? Number.NaN : x }), set)
    expect(trials.filter(({ status }) => status === 'invalid')).toHaveLength(
      trials.filter(({ values }) => values.x > 0.5).length,
    )
  })

  it.each([
    ['bayesianSearch', bayesianSearch()],
    ['hyperband', hyperband()],
    ['cmaEs', cmaEs()],
  ])('are refused by %s', async (name, strategy) => {
    await expect(search(zdt, { ...options, strategy, seed: 0 })).rejects.toThrow(`expected one objective for ${name}`)
  })

  it('are refused beside a pruner or a direction, and when there is only one', async () => {
    const set = { ...options, strategy: tpe(), seed: 0 }
    await expect(search(zdt, { ...set, pruner: medianPruner() })).rejects.toThrow('expected one objective beside')
    await expect(search(zdt, { ...set, direction: 'min' })).rejects.toThrow('received both')
    await expect(search(zdt, { ...set, objectives: ['loss'] })).rejects.toThrow('expected at least two objectives')
    await expect(tune(build, data, { space, strategy: gridSearch(), epochs: 1, seed: 0 })).rejects.toThrow(
      'received neither',
    )
  })
})
