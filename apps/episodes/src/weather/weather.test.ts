import { useBackend } from '@dlw/backend'
import { loadWeather } from '@dlw/data'
import { denseNetwork } from '@dlw/models'
import { golden, sharedData } from '@dlw/testing'
import { compile, earlyStopping, fit } from '@dlw/train'
import { beforeAll, describe, expect, it } from 'vitest'
import { median, runCommand } from '../testing.ts'
import { daysOf } from './days.ts'
import { measure } from './measure.ts'

const folder = sharedData('datasets/weather')
const needs = folder ? '' : ' (left out: needs shared/datasets/weather)'

interface Result {
  trainRmse: number
  validationRmse: number
  testRmse: number
  epochs?: number
}

describe.skipIf(!folder)(`pnpm episode weather --json --quick${needs}`, () => {
  let numbers: Record<string, unknown>
  let results: Record<string, Result>
  beforeAll(() => {
    const run = runCommand('weather', '--json', '--quick', '--data', folder!)
    expect(run.stderr).toBe('')
    expect(run.stdout.trim().split('\n')).toHaveLength(1)
    numbers = run.numbers()
    results = numbers.results as Record<string, Result>
  }, 300_000)

  it('has the exact numbers of the lesson', () => {
    expect(numbers).toMatchObject({
      rows: 3654,
      columns: 91,
      trainRows: 767,
      validationRows: 164,
      testRows: 165,
      parameters: { large: 14_101, small: 961, batchNorm: 14_457, baselNineYears: 6_137 },
      reloadedEqual: true,
      backend: 'wasm',
    })
  })

  it('has the baseline of the lesson to the last digit', () => {
    expect(numbers.baselineRmse).toBe(3.877323350410224)
    expect(results['persistence (3286 days)']!.testRmse).toBeCloseTo(4.248581674802133, 12)
    expect(results['persistence (3653 days)']!.testRmse).toBeCloseTo(3.9858188399396077, 12)
  })

  it("has scikit-learn's linear regression on three years and on all", () => {
    expect(results.linearRegression!.testRmse).toBeCloseTo(3.3145, 4)
    expect(results['linearRegression (3653 days)']!.testRmse).toBeCloseTo(3.2029, 4)
  })

  it('beats linear regression and the lesson with an ensemble, chosen by its validation error', () => {
    expect(results.ensemble!.testRmse).toBeLessThan(results.linearRegression!.testRmse)
    expect(results['ensemble (3653 days)']!.testRmse).toBeLessThan(results['linearRegression (3653 days)']!.testRmse)
    expect(results['ensemble (3653 days)']!.testRmse).toBeLessThan(3.23)
    const validation = (days: string) => {
      const learned = Object.entries(results).filter(
        ([name, { epochs }]) => epochs && name.includes(days) === days > '',
      )
      return learned.toSorted(([, a], [, b]) => a.validationRmse - b.validationRmse)[0]![0]
    }
    expect(validation('(3653')).toBe('ensemble (3653 days)')
  })
})

describe.skipIf(!folder)(`the errors over seeds 0 to 9${needs}`, () => {
  interface Keras {
    models: Record<string, { seeds: Result[] }>
  }
  const networks = {
    large: { hidden: [100, 50], batchNormalization: false, epochs: 200, callbacks: () => [] },
    small: { hidden: [10, 5], batchNormalization: false, epochs: 200, callbacks: () => [] },
    batchNorm: {
      hidden: [100, 50],
      batchNormalization: true,
      epochs: 1000,
      callbacks: () => [earlyStopping({ patience: 10 })],
    },
  }

  it.each(Object.entries(networks))(
    "of the network %s overlap Keras's: each one's median lies within the other's range",
    async (name, { hidden, batchNormalization, epochs, callbacks }) => {
      await useBackend({ prefer: 'wasm' })
      const days = daysOf(await loadWeather({ directory: folder! }), { days: 1096 })
      const ours: Result[] = []
      for (let seed = 0; seed < 10; seed += 1) {
        const model = denseNetwork({ inputs: 89, hidden, outputs: 1, batchNormalization, seed })
        compile(model, { loss: 'mse', metrics: ['rootMeanSquaredError'] })
        const { validation } = days
        await fit(model, days.train, { epochs, seed, validation, callbacks: callbacks() })
        ours.push(await measure(name, model, { days, epochs }))
        model.dispose()
      }
      const theirs = golden<Keras>('weather-keras').models[name]!.seeds
      for (const error of ['trainRmse', 'validationRmse', 'testRmse'] as const) {
        const [mine, keras] = [ours.map((run) => run[error]), theirs.map((run) => run[error])]
        expect(median(mine), `our median ${error}`).toBeGreaterThanOrEqual(Math.min(...keras))
        expect(median(mine), `our median ${error}`).toBeLessThanOrEqual(Math.max(...keras))
        expect(median(keras), `Keras's median ${error}`).toBeGreaterThanOrEqual(Math.min(...mine))
        expect(median(keras), `Keras's median ${error}`).toBeLessThanOrEqual(Math.max(...mine))
      }
    },
    600_000,
  )
})
