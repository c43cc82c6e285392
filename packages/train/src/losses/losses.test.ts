import { golden } from '@dlw/testing'
import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { auc } from '../metrics/auc.ts'
import {
  f1Score,
  precision,
  recall,
  sparseTopKCategoricalAccuracy,
  topKCategoricalAccuracy,
} from '../metrics/class-metrics.ts'
import { metricNames, namedMetric } from '../metrics/named-metrics.ts'
import { cosineSimilarity } from './cosine-similarity.ts'
import { binaryCrossentropy, categoricalCrossentropy, sparseCategoricalCrossentropy } from './crossentropies.ts'
import { categoricalHinge, hinge, squaredHinge } from './hinges.ts'
import { huber } from './huber.ts'
import { klDivergence } from './kl-divergence.ts'
import type { Loss, Metric } from './loss.ts'
import { namedLoss } from './named-losses.ts'
import {
  logCosh,
  meanAbsoluteError,
  meanAbsolutePercentageError,
  meanSquaredError,
  meanSquaredLogarithmicError,
  poisson,
} from './regression-losses.ts'

type Numbers = number[] | number[][]
interface Case {
  class: string
  options: Record<string, unknown>
  truth: Numbers
  guess: Numbers
  rows: number[]
  mean: number
  gradient: Numbers
  weights: number[]
  weightedMean: number
}
interface MetricCase {
  class: string
  name: string
  options: Record<string, unknown>
  batches: { truth: Numbers; guess: Numbers }[]
  after: number[]
  lastAlone: number
}
const keras = golden<{ losses: Case[]; metrics: MetricCase[] }>('keras-losses')

const losses: Record<string, (options: never) => Loss> = {
  BinaryCrossentropy: binaryCrossentropy,
  CategoricalCrossentropy: categoricalCrossentropy,
  CategoricalHinge: () => categoricalHinge,
  CosineSimilarity: () => cosineSimilarity,
  Hinge: () => hinge,
  Huber: huber,
  KLDivergence: () => klDivergence,
  LogCosh: () => logCosh,
  MeanAbsoluteError: () => meanAbsoluteError,
  MeanAbsolutePercentageError: () => meanAbsolutePercentageError,
  MeanSquaredError: () => meanSquaredError,
  MeanSquaredLogarithmicError: () => meanSquaredLogarithmicError,
  Poisson: () => poisson,
  SparseCategoricalCrossentropy: sparseCategoricalCrossentropy,
  SquaredHinge: () => squaredHinge,
}
const names: Record<string, string> = {
  from_logits: 'fromLogits',
  label_smoothing: 'labelSmoothing',
  num_thresholds: 'thresholds',
  thresholds: 'threshold',
}
const ours = (options: object): never =>
  Object.fromEntries(Object.entries(options).map(([name, value]) => [names[name] ?? name, value])) as never
const notOurs = ['axis', 'ignore_class']

const expectClose = (actual: ArrayLike<number>, expected: ArrayLike<number>): void => {
  expect(actual.length).toBe(expected.length)
  for (let index = 0; index < expected.length; index++) {
    const size = Math.max(1, Math.abs(expected[index]!))
    expect(Math.abs(actual[index]! - expected[index]!) / size, `at ${index}`).toBeLessThan(2e-5)
  }
}

beforeAll(async () => {
  await tf.setBackend('cpu')
})

describe('losses', () => {
  const cases = keras.losses
    .filter((one) => one.class in losses && !notOurs.some((key) => key in one.options))
    .map((one) => ({ ...one, label: `${one.class} ${JSON.stringify(one.options)}` }))

  it.each(cases)('$label has the values and gradients of Keras', ({ class: name, options, ...expected }) => {
    const loss = losses[name]!(ours(options))
    const truth = tf.tensor(expected.truth)
    const guess = tf.tensor(expected.guess)
    expectClose(loss(truth, guess).dataSync(), expected.rows)
    const gradient = tf.grad((values) => tf.mean(loss(truth, values)))(guess)
    expectClose(gradient.dataSync(), expected.gradient.flat())
  })

  it('on logits are those on probabilities', () => {
    const logits = tf.tensor2d([
      [1, -2, 0.5],
      [0.1, 0.2, -0.3],
    ])
    const oneHot = tf.tensor2d([
      [0, 1, 0],
      [1, 0, 0],
    ])
    const { ofLogits, ...loss } = Object.assign(categoricalCrossentropy())
    expect(loss).toBeDefined()
    expectClose(
      ofLogits!.loss(oneHot, logits).dataSync(),
      categoricalCrossentropy()(oneHot, tf.softmax(logits)).dataSync(),
    )
  })

  it('by name are those of the same name', () => {
    expect(namedLoss('mse')!.name).toBe('mean_squared_error')
    expect(namedLoss('categoricalCrossentropy')!.name).toBe('categorical_crossentropy')
    expect(namedLoss('toString')).toBeUndefined()
  })

  it('refuse options out of range', () => {
    expect(() => huber({ delta: 0 })).toThrow(RangeError)
    expect(() => categoricalCrossentropy({ labelSmoothing: 1 })).toThrow(RangeError)
  })
})

describe('metrics', () => {
  const factories: Record<string, (options: never) => Metric> = {
    AUC: auc,
    F1Score: f1Score,
    Precision: precision,
    Recall: recall,
    SparseTopKCategoricalAccuracy: sparseTopKCategoricalAccuracy,
    TopKCategoricalAccuracy: topKCategoricalAccuracy,
  }
  const byName = (name: string): Metric | undefined =>
    namedMetric(name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()))
  const cases = keras.metrics
    .filter((one) => typeof one.after.at(-1) === 'number' && !Array.isArray(one.options.thresholds))
    .filter((one) => !('class_aggregation' in one.options) && !('weights' in one))
    .filter((one) => one.class in factories || byName(one.name.replace('logcosh', 'log_cosh')))
    .map((one) => ({ ...one, label: `${one.class} ${JSON.stringify(one.options)}` }))

  it.each(cases)('$label over an epoch is that of Keras', ({ class: name, options, batches, ...expected }) => {
    const metric = factories[name]?.(ours(options)) ?? byName(expected.name.replace('logcosh', 'log_cosh'))!
    const value = (rows: { truth: Numbers; guess: Numbers }[]): number => {
      const truth = tf.concat(rows.map((batch) => tf.tensor(batch.truth)))
      return tf
        .mean(tf.cast(metric(truth, tf.concat(rows.map((batch) => tf.tensor(batch.guess)))), 'float32'))
        .dataSync()[0]!
    }
    expectClose([value(batches)], [expected.after.at(-1)!])
    expectClose([value(batches.slice(-1))], [expected.lastAlone])
  })

  it('are many of those of Keras', () => {
    expect(cases.length).toBeGreaterThan(20)
    expect(metricNames).toEqual([...new Set(metricNames)])
  })
})
