import { Table, trainTestSplit } from '@dlw/data'
import { expectNoLeaks, golden } from '@dlw/testing'
import * as tf from '@tensorflow/tfjs-core'
import { initializers, type LayersModel, layers, sequential } from '@tensorflow/tfjs-layers'
import { beforeAll, describe, expect, it } from 'vitest'
import { compile } from '../loop/compile.ts'
import { crossValidate } from '../loop/cross-validate.ts'
import { findLearningRate } from '../loop/find-learning-rate.ts'
import { fit } from '../loop/fit.ts'
import { predict } from '../loop/predict.ts'
import { regressionReport } from '../reports/regression-report.ts'
import { majorityClass, meanTarget, persistence } from './baselines.ts'
import { linearRegression } from './linear-regression.ts'

interface Golden {
  regression: {
    errors: {
      truth: number[]
      guess: number[]
      meanSquaredError: number
      rootMeanSquaredError: number
      meanAbsoluteError: number
      r2: number
    }[]
    leastSquares: { x: number[][]; y: number[]; coefficients: number[]; intercept: number; predictions: number[] }
    leastSquaresCollinear: { x: number[][]; y: number[]; coefficients: number[]; intercept: number }
  }
}
const { regression } = golden<Golden>('statistics')

beforeAll(async () => {
  await tf.setBackend('cpu')
})

it.each(regression.errors)(
  'regressionReport of $truth and $guess is that of scikit-learn',
  ({ truth, guess, ...expected }) => {
    const report = regressionReport(truth, guess)
    expect(report.meanSquaredError).toBeCloseTo(expected.meanSquaredError, 12)
    expect(report.rootMeanSquaredError).toBeCloseTo(expected.rootMeanSquaredError, 12)
    expect(report.meanAbsoluteError).toBeCloseTo(expected.meanAbsoluteError, 12)
    expect(report.r2).toBeCloseTo(expected.r2, 12)
  },
)

describe('linearRegression', () => {
  it.each([
    ['independent', regression.leastSquares],
    ['collinear', { ...regression.leastSquaresCollinear, y: regression.leastSquares.y }],
  ])('of %s features is that of scikit-learn', (_, { x, y, coefficients, intercept }) => {
    const found = linearRegression({ x, y })
    for (const [index, slope] of coefficients.entries()) expect(found.coefficients[index]).toBeCloseTo(slope, 10)
    expect(found.intercept).toBeCloseTo(intercept, 10)
  })

  it('refuses gaps and lengths that differ', () => {
    expect(() => linearRegression({ x: [[1], [2]], y: [1] })).toThrowErrorMatchingInlineSnapshot(
      `[RangeError: linearRegression: expected a target for each row, received 2 rows and 1 targets.]`,
    )
    expect(() => linearRegression({ x: [[1], [Number.NaN]], y: [1, 2] })).toThrowErrorMatchingInlineSnapshot(
      `[RangeError: linearRegression: expected values without gaps, received row 1 with one. Drop such rows (Table.dropMissing).]`,
    )
  })
})

describe('baselines', () => {
  it('persistence says the column', () => {
    const x = Table.fromColumns({ sun: [1, 2], rain: [3, 4] })
    expect(persistence({ column: 'rain' }).predict(x)).toEqual([3, 4])
    expect(() => persistence({ column: 'snow' }).predict(x)).toThrowErrorMatchingInlineSnapshot(
      `[TypeError: persistence: expected a table with column=snow, received sun, rain.]`,
    )
  })

  it('majorityClass takes the first in order of equally common labels, as scikit-learn does', () => {
    expect(majorityClass(['b', 'a', 'b', 'a', 'c']).predict([[0]])).toEqual(['a'])
    expect(() => majorityClass([])).toThrow(RangeError)
    expect(() => meanTarget([])).toThrow(RangeError)
  })
})

const build = (): LayersModel => {
  const kernelInitializer = initializers.glorotUniform({ seed: 1 })
  const model = sequential({ layers: [layers.dense({ units: 1, inputShape: [2], kernelInitializer })] })
  compile(model, { loss: 'mse', metrics: ['mae'], optimizer: 'adam', learningRate: 0.1 })
  return model
}
const x = Array.from({ length: 40 }, (_, row) => [Math.sin(row), row / 40])
const y = x.map(([a, b]) => 2 * a! - b! + 0.5)

describe('crossValidate', () => {
  it('measures a model on each fold it has not seen', async () => {
    await expectNoLeaks(async () => {
      const result = await crossValidate(build, { x, y }, { folds: 4, epochs: 60, seed: 0 })
      expect(result.folds).toHaveLength(4)
      expect(Object.keys(result.mean)).toEqual(['loss', 'mae'])
      expect(result.mean.mae).toBeLessThan(0.3)
      const values = result.folds.map((fold) => fold.loss!)
      expect(result.mean.loss).toBeCloseTo(values.reduce((sum, value) => sum + value) / 4, 12)
      expect(result.histories[0]!.metrics.val_loss).toHaveLength(60)
      expect(result.histories[2]!.metrics.val_loss!.at(-1)).toBe(result.folds[2]!.loss)
    })
  })

  it('gives each fold the shares of the labels', async () => {
    const stratify = y.map((value) => (value > 0.5 ? 'high' : 'low'))
    const result = await crossValidate(build, { x, y }, { folds: 3, epochs: 1, seed: 0, stratify })
    expect(result.folds).toHaveLength(3)
  })
})

describe('findLearningRate', () => {
  it('suggests a rate between too small and too large, and leaves the model as it was', async () => {
    const model = build()
    await fit(model, { x, y }, { epochs: 1, seed: 0 })
    const before = await predict(model, x)
    const { rates, losses, suggestion } = await expectNoLeaks(() =>
      findLearningRate(model, { x, y }, { seed: 0, batchSize: 8 }),
    )
    expect(rates.length).toBe(losses.length)
    expect(suggestion).toBeGreaterThan(1e-4)
    expect(suggestion).toBeLessThan(10)
    expect(await predict(model, x)).toEqual(before)
    const twin = build()
    await fit(twin, { x, y }, { epochs: 1, seed: 0 })
    const next = { epochs: 2, initialEpoch: 1, seed: 0 }
    expect(await fit(model, { x, y }, next)).toEqual(await fit(twin, { x, y }, next))
  })

  it('refuses rates in the wrong order', async () => {
    await expect(findLearningRate(build(), { x, y }, { seed: 0, from: 1, to: 0.1 })).rejects.toThrow(/0 < from < to/)
  })
})

it('splits of a table serve as data', async () => {
  const table = Table.fromColumns({ a: x.map(([a]) => a!), b: x.map(([, b]) => b!) })
  const { train, test } = trainTestSplit({ x: table, y }, { testSize: 0.25, seed: 0 })
  const line = linearRegression(train)
  expect(regressionReport(test.y, line.predict(test.x)).rootMeanSquaredError).toBeLessThan(1e-9)
})
