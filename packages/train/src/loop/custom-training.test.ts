import { join } from 'node:path'
import { expectNoLeaks, temporaryDirectory } from '@dlw/testing'
import * as tf from '@tensorflow/tfjs-core'
import { initializers, type LayersModel, layers, sequential } from '@tensorflow/tfjs-layers'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { backupAndRestore } from '../callbacks/backup-and-restore.ts'
import { exponentialMovingAverage } from '../callbacks/exponential-moving-average.ts'
import { onProgress, type TrainingProgress } from '../callbacks/on-progress.ts'
import { stochasticWeightAveraging } from '../callbacks/stochastic-weight-averaging.ts'
import { timeLimit } from '../callbacks/time-limit.ts'
import { type CompileOptions, compile } from '../compile/compile.ts'
import { evaluate } from '../evaluate/evaluate.ts'
import { metric } from '../metrics/metric.ts'
import { dryRun } from './dry-run.ts'
import { type FitOptions, fit } from './fit.ts'
import { overfitBatch } from './overfit-batch.ts'
import { mixup } from './step/mixup.ts'
import type { TrainStep } from './step/own-step.ts'

beforeAll(async () => {
  await tf.setBackend('cpu')
})

const x = Array.from({ length: 24 }, (_, row) => [Math.sin(row), Math.cos(row * 3)])
const y = x.map(([a, b]) => [a! * 2 - b!])
const data = { x, y }

function network(options: Partial<CompileOptions> = {}): LayersModel {
  const dense = (units: number, seed: number, activation: 'tanh' | 'linear') =>
    layers.dense({
      units,
      activation,
      kernelInitializer: initializers.glorotUniform({ seed }),
      ...(seed === 1 && { inputShape: [2] }),
    })
  const model = sequential({ layers: [dense(5, 1, 'tanh'), dense(1, 2, 'linear')] })
  compile(model, { loss: 'mse', learningRate: 0.02, ...options })
  return model
}
const weightsOf = (model: LayersModel): number[] => model.getWeights().flatMap((weight) => [...weight.dataSync()])
const options: FitOptions = { epochs: 4, batchSize: 8, seed: 3 }

describe('a step of somebody', () => {
  const plain: TrainStep = (batch, { compiledLoss, minimize }) => ({ loss: minimize(() => compiledLoss(batch)) })

  it('that does what fit does has its digits', async () => {
    const [one, other] = [network(), network()]
    const expected = await fit(one, data, options)
    expect(await fit(other, data, { ...options, trainStep: plain })).toEqual(expected)
    expect(weightsOf(other)).toEqual(weightsOf(one))
  })

  it('logs what it returns, and is evaluated by the compiled loss and metrics', async () => {
    const trainStep: TrainStep = ({ inputs, targets }, { minimize, predict, step }) => ({
      loss: minimize(() => tf.mean(tf.abs(tf.sub(predict(inputs)[0]!, targets[0]!))) as tf.Scalar),
      step: tf.scalar(step),
    })
    const model = network({ metrics: ['mae'] })
    const { metrics } = await fit(model, data, { ...options, trainStep, validation: data })
    expect(Object.keys(metrics)).toEqual(['loss', 'step', 'val_loss', 'val_mae'])
    expect(metrics.step).toEqual([1, 4, 7, 10])
    expect(metrics.loss!.at(-1)).toBeLessThan(metrics.loss![0]!)
  })

  it('may change some of the weights only, and leaves no tensor', async () => {
    const model = network()
    const trainStep: TrainStep = (batch, { compiledLoss, minimize }) => ({
      loss: minimize(() => compiledLoss(batch), [model.trainableWeights[2]!.read() as tf.Variable]),
    })
    const before = weightsOf(model)
    await fit(model, data, { ...options, trainStep })
    expect(weightsOf(model).slice(0, 15)).toEqual(before.slice(0, 15))
    expect(weightsOf(model).slice(15)).not.toEqual(before.slice(15))
    await expectNoLeaks(() => fit(model, data, { ...options, trainStep }))
  })

  it.each<[string, TrainStep]>([
    ['returns no loss', () => ({}) as never],
    ['returns a list of losses', (_, { model }) => ({ loss: tf.ones([model.layers.length]) as never })],
    [
      'throws',
      (batch, { compiledLoss, minimize }) => {
        minimize(() => {
          compiledLoss(batch)
          throw new TypeError('trainStep: expected better')
        })
        return { loss: tf.scalar(0) }
      },
    ],
  ])('that %s fails in words, and leaves no tensor', async (_, trainStep) => {
    const model = network()
    await expectNoLeaks(() =>
      expect(fit(model, data, { ...options, trainStep })).rejects.toThrow(/^trainStep: expected/),
    )
  })
})

describe('gradients of several steps', () => {
  it('are those of a batch as large', async () => {
    const [one, other] = [network(), network()]
    const expected = await fit(one, data, { ...options, batchSize: 12, shuffle: false })
    const history = await fit(other, data, {
      ...options,
      batchSize: 4,
      gradientAccumulationSteps: 3,
      shuffle: false,
    })
    for (const [epoch, loss] of expected.metrics.loss!.entries()) {
      expect(history.metrics.loss![epoch]).toBeCloseTo(loss, 5)
    }
    expect(one.optimizer.iterations).toBe(other.optimizer.iterations)
  })

  it('are used at the end of an epoch where some are left, and leave no tensor', async () => {
    const model = network()
    await fit(model, data, { ...options, gradientAccumulationSteps: 2, epochs: 1 })
    expect(model.optimizer.iterations).toBe(2)
    await expectNoLeaks(() => fit(model, data, { ...options, gradientAccumulationSteps: 2 }))
    await expect(fit(model, data, { ...options, gradientAccumulationSteps: 0 })).rejects.toThrow(RangeError)
  })
})

describe('mixup', () => {
  it('mixes features and targets by the same shares, and repeats itself', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2 ** 31 }),
        fc.double({ min: 0.05, max: 4, noNaN: true }),
        (seed, alpha) => {
          tf.tidy(() => {
            const inputs = [tf.tensor2d([[0], [10], [20], [30]])]
            const mixed = mixup({ alpha })({ inputs, targets: [tf.mul(inputs[0]!, 2)] }, seed)
            const [features, targets] = [mixed.inputs[0]!.dataSync(), mixed.targets[0]!.dataSync()]
            for (const [row, value] of features.entries()) {
              expect(value).toBeGreaterThanOrEqual(-0.001)
              expect(value).toBeLessThanOrEqual(30.001)
              expect(targets[row]).toBeCloseTo(2 * value, 4)
            }
            const again = mixup({ alpha })({ inputs, targets: inputs }, seed)
            expect(again.inputs[0]!.dataSync()).toEqual(features)
          })
        },
      ),
      { numRuns: 50 },
    )
  })

  it.each([0.2, 1, 3])('draws shares with the spread of the beta distribution, alpha %d', (alpha) => {
    tf.tidy(() => {
      const rows = 4000
      const inputs = [
        tf.tensor2d(
          Float32Array.from({ length: rows }, (_, row) => row % 2),
          [rows, 1],
        ),
      ]
      const mixed = mixup({ alpha })({ inputs, targets: inputs }, 5)
      // Half of the rows meet one of the other kind: then the share shows.
      const shares = [...mixed.inputs[0]!.dataSync()].filter((value) => value > 0 && value < 1)
      const mean = shares.reduce((sum, value) => sum + value, 0) / shares.length
      const variance = shares.reduce((sum, value) => sum + (value - mean) ** 2, 0) / shares.length
      expect(mean).toBeCloseTo(0.5, 1)
      expect(Math.abs(variance - 1 / (4 * (2 * alpha + 1)))).toBeLessThan(0.02)
    })
  })

  it('trains inside fit, the same for the same seed, also after a restart', async () => {
    const augment = mixup({ alpha: 0.5 })
    const run = async (more: Partial<FitOptions> = {}, model = network({ metrics: ['mae'] })) =>
      (await fit(model, data, { ...options, augment, ...more })).metrics
    const first = await run()
    expect(await run()).toEqual(first)
    expect(await run({ seed: 4 })).not.toEqual(first)
    expect(first).not.toEqual((await fit(network({ metrics: ['mae'] }), data, options)).metrics)
    const model = network({ metrics: ['mae'] })
    await run({ epochs: 2 }, model)
    expect((await run({ initialEpoch: 2 }, model)).loss).toEqual(first.loss!.slice(2))
    await expectNoLeaks(() => run({}, model))
  })

  it('takes no class numbers, and no alpha of 0', async () => {
    const model = sequential({ layers: [layers.dense({ units: 3, inputShape: [2], activation: 'softmax' })] })
    compile(model, { loss: 'sparseCategoricalCrossentropy' })
    await expectNoLeaks(() =>
      expect(fit(model, { x, y: x.map((_, row) => row % 3) }, { ...options, augment: mixup() })).rejects.toThrow(
        /^mixup: expected one-hot targets/,
      ),
    )
    expect(() => mixup({ alpha: 0 })).toThrow(RangeError)
  })
})

describe('averages of weights', () => {
  it('of stochastic weight averaging are the means of the epochs', async () => {
    const model = network()
    const epochs: number[][] = []
    const keep = { onEpochEnd: () => void epochs.push(weightsOf(model)) }
    await fit(model, data, {
      ...options,
      callbacks: [keep, stochasticWeightAveraging({ startFromEpoch: 1, every: 2 })],
    })
    for (const [at, value] of weightsOf(model).entries()) {
      expect(value).toBeCloseTo((epochs[1]![at]! + epochs[3]![at]!) / 2, 6)
    }
  })

  it.each([
    ['exponential', () => exponentialMovingAverage({ momentum: 0.7 })],
    ['stochastic', () => stochasticWeightAveraging({ startFromEpoch: 1 })],
  ])('that are %s go on after a kill with the same digits, and leave no tensor', async (_, make) => {
    const unbroken = network()
    await fit(unbroken, data, { ...options, callbacks: [make()] })
    for (const at of [1, 2, 3]) {
      const backup = join(temporaryDirectory(), 'backup')
      const kill = {
        onEpochBegin: (epoch: number) => {
          if (epoch === at) throw new Error('killed')
        },
      }
      const callbacks = () => [make(), backupAndRestore(backup)]
      await expect(fit(network(), data, { ...options, callbacks: [...callbacks(), kill] })).rejects.toThrow('killed')
      const model = network()
      await fit(model, data, { ...options, callbacks: callbacks() })
      expect(weightsOf(model), `killed before epoch ${at}`).toEqual(weightsOf(unbroken))
    }
    await expectNoLeaks(() => fit(unbroken, data, { ...options, callbacks: [make()] }))
  })
})

describe('before a long training', () => {
  it('overfitBatch learns a batch by heart, and leaves model and optimizer as they were', async () => {
    const model = network({ learningRate: 0.1 })
    await fit(model, data, options)
    const [weights, steps] = [weightsOf(model), model.optimizer.iterations]
    const { losses, remaining } = await overfitBatch(model, data, { seed: 0, batchSize: 4, steps: 150 })
    expect(losses).toHaveLength(150)
    expect(remaining).toBeLessThan(0.05)
    expect(weightsOf(model)).toEqual(weights)
    expect(model.optimizer.iterations).toBe(steps)
    const frozen = network({ loss: (_, yPred) => tf.mul(tf.mean(yPred), 0) })
    expect((await overfitBatch(frozen, data, { seed: 0, steps: 3 })).losses).toEqual([0, 0, 0])
    await expectNoLeaks(() => overfitBatch(model, data, { seed: 0, steps: 2 }))
  })

  it('dryRun says what will be logged and how long it takes, and leaves model and optimizer as they were', async () => {
    const model = network({ metrics: ['mae'] })
    await fit(model, data, { ...options, epochs: 1 })
    const before = weightsOf(model)
    let calls = 0
    const callbacks = [{ onEpochEnd: () => void calls++ }]
    const { logs, secondsPerStep, secondsOfTraining, bytes } = await dryRun(model, data, {
      ...options,
      epochs: 100,
      validation: data,
      callbacks,
    })
    expect(Object.keys(logs)).toEqual(['loss', 'mae', 'val_loss', 'val_mae'])
    expect(secondsOfTraining).toBeCloseTo(secondsPerStep * 300, 6)
    expect(bytes).toBeGreaterThan(0)
    expect(calls).toBe(0)
    expect(weightsOf(model)).toEqual(before)
    await expectNoLeaks(() => dryRun(model, data, { ...options, sampleWeight: x.map(() => 1) }))
  })

  it('dryRun finds what would fail at the end of the first epoch', async () => {
    const broken = metric({
      name: 'broken',
      measure: () => {
        throw new Error('no such thing')
      },
    })
    const model = network({ metrics: [broken] })
    await expect(dryRun(model, data, options)).rejects.toThrow('no such thing')
    await expect(dryRun(network(), data, { ...options, validation: { x: [[1]], y: [1] } })).rejects.toThrow(TypeError)
  })

  it('dryRun takes two batches of a stream', async () => {
    let batches = 0
    const stream = {
      rows: 24,
      batchSize: 4,
      async *epoch() {
        for (let from = 0; from < 24; from += 4) {
          batches++
          yield { x: x.slice(from, from + 4), y: y.slice(from, from + 4) }
        }
      },
    }
    const { secondsPerStep, secondsOfTraining } = await dryRun(network(), stream, { epochs: 10, seed: 0 })
    expect(batches).toBe(2)
    expect(secondsOfTraining).toBeCloseTo(secondsPerStep * 60, 6)
  })
})

describe('time', () => {
  it('that is limited ends a training before an epoch that would be too long', async () => {
    let now = 0
    const clock = {
      onEpochBegin: () => {
        now += 1000
      },
    }
    const { epochs } = await fit(network(), data, {
      ...options,
      epochs: 50,
      callbacks: [clock, timeLimit(5.5, { now: () => now })],
    })
    expect(epochs).toHaveLength(5)
    expect(() => timeLimit(0)).toThrow(RangeError)
    expect(() => timeLimit(Number.NaN)).toThrow(RangeError)
  })

  it('that is left is told', async () => {
    const told: TrainingProgress[] = []
    await fit(network(), data, {
      ...options,
      callbacks: [onProgress((progress) => void told.push(progress), { every: 0 })],
    })
    expect(told.map(({ share }) => share)).toEqual([...told.map(({ share }) => share)].sort((a, b) => a - b))
    expect(told[0]!.secondsLeft).toBeUndefined()
    expect(told.at(-1)).toMatchObject({ epoch: 3, epochs: 4, step: 3, steps: 3, share: 1, secondsLeft: 0 })
    expect(told).toHaveLength(16)
  })
})

describe('metrics of somebody', () => {
  const largest = metric({
    name: 'largest',
    initial: () => ({ value: tf.scalar(0) }),
    update: ({ value }, yTrue, yPred) => ({ value: tf.maximum(value, tf.max(tf.abs(tf.sub(yTrue, yPred)))) }),
    result: ({ value }) => value,
    batchSize: 5,
  })

  it('with a state see all rows, part by part, and leave no tensor', async () => {
    const plain = metric({ name: 'plain', measure: (yTrue, yPred) => tf.max(tf.abs(tf.sub(yTrue, yPred))) })
    const model = network({ metrics: [largest, plain] })
    const { metrics } = await fit(model, data, { ...options, validation: data })
    expect(metrics.largest).toEqual(metrics.plain)
    expect(metrics.val_largest).toEqual(metrics.val_plain)
    await expectNoLeaks(() => evaluate(model, data))
  })

  it('need a name and a batch size', () => {
    expect(() => metric({ name: '', measure: (a) => a })).toThrow(TypeError)
    expect(() =>
      metric({ name: 'a', initial: () => ({}), update: (state) => state, result: () => tf.scalar(0), batchSize: 0 }),
    ).toThrow(RangeError)
  })
})
