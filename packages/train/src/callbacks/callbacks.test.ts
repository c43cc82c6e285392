import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expectNoLeaks, golden, temporaryDirectory } from '@dlw/testing'
import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { drive } from '../../test/drive.ts'
import { cosineDecay } from '../schedules/cosine-decay.ts'
import { cosineDecayRestarts } from '../schedules/cosine-decay-restarts.ts'
import { exponentialDecay } from '../schedules/exponential-decay.ts'
import { inverseTimeDecay } from '../schedules/inverse-time-decay.ts'
import { oneCycle } from '../schedules/one-cycle.ts'
import { piecewiseConstantDecay } from '../schedules/piecewise-constant-decay.ts'
import { polynomialDecay } from '../schedules/polynomial-decay.ts'
import { csvLogger } from './csv-logger.ts'
import { directionOf, type Mode } from './direction.ts'
import { earlyStopping } from './early-stopping.ts'
import { learningRateSchedule, type Schedule } from './learning-rate-schedule.ts'
import { onEpoch } from './on-epoch.ts'
import { reduceLearningRateOnPlateau } from './reduce-learning-rate-on-plateau.ts'
import { terminateOnNaN } from './terminate-on-nan.ts'

type Value = number | 'NaN' | null
type Options = Record<string, number | boolean | string>
interface Stopped {
  epochsRun: number
  weightsOfEpoch: number
  bestEpoch: number
}
interface Golden {
  earlyStopping: (Stopped & {
    monitor: string
    options: Options
    values: Value[]
    stopped: boolean
    stoppedEpoch: number
    best: number | null
  })[]
  earlyStoppingReused: { options: Options; rounds: (Stopped & { values: Value[] })[] }
  directions: Record<string, { name: string; direction: 'up' | 'down' | null }>
  reduceLearningRateOnPlateau: {
    options: Options
    values: Value[]
    startRate: number
    rates: number[]
    finalRate: number
    logged: number[]
  }[]
  schedules: { class: string; config: Record<string, number | boolean | number[]>; rates: number[] }[]
  learningRateScheduler: { startRate: number; rates: number[] }
  csvLogger: { options: Options; logs: Record<string, Value[]>; afterAnother: boolean; text: string }[]
  terminateOnNaN: { losses: string[]; stopped: boolean; batches: number }[]
}
const keras = golden<Golden>('keras-callbacks')

const names: Record<string, string> = {
  min_delta: 'minDelta',
  restore_best_weights: 'restoreBestWeights',
  start_from_epoch: 'startFromEpoch',
  min_lr: 'minimum',
  initial_learning_rate: 'initial',
  decay_steps: 'steps',
  decay_rate: 'rate',
  warmup_steps: 'warmupSteps',
  warmup_target: 'warmupTarget',
  first_decay_steps: 'firstSteps',
  t_mul: 'lengthen',
  m_mul: 'shrink',
  end_learning_rate: 'end',
}
// biome-ignore lint/suspicious/noExplicitAny: options from a file, for whichever function the file names
const ours = (options: object): any =>
  Object.fromEntries(Object.entries(options).map(([name, value]) => [names[name] ?? name, value]))
const numbers = (values: readonly Value[]): number[] => values.map((value) => (value === 'NaN' ? Number.NaN : value!))
const epochs = (name: string, values: readonly Value[]): Record<string, number>[] =>
  numbers(values).map((value) => ({ [name]: value }))

beforeAll(async () => {
  await tf.setBackend('cpu')
})

describe('earlyStopping', () => {
  // A metric that is missing in some epochs does not happen here: a training logs the same names in each.
  const cases = keras.earlyStopping.filter(({ values }) => !values.includes(null))

  it.each(cases)('watches $monitor over $values with $options as Keras does', async (expected) => {
    const callback = earlyStopping({ monitor: expected.monitor, ...ours(expected.options) })
    const driven = await drive([callback], epochs(expected.monitor, expected.values))
    expect(driven.epochsRun).toBe(expected.epochsRun)
    expect(driven.stopped).toBe(expected.stopped)
    expect(driven.weight).toBe(expected.weightsOfEpoch)
    expect(callback.bestEpoch).toBe(expected.bestEpoch)
    expect(Number.isNaN(callback.best) ? null : (callback.best ?? null)).toBe(expected.best)
    expect(callback.stoppedEpoch ?? 0).toBe(expected.stoppedEpoch)
  })

  it('can be used for one training after another', async () => {
    const { options, rounds } = keras.earlyStoppingReused
    const callback = earlyStopping(ours(options))
    for (const round of rounds) {
      const driven = await drive([callback], epochs('val_loss', round.values))
      expect(driven.epochsRun).toBe(round.epochsRun)
      expect(callback.bestEpoch).toBe(round.bestEpoch)
      expect(driven.weight).toBe(round.weightsOfEpoch)
    }
  })

  it('leaks nothing, even when the training fails', async () => {
    await drive([], epochs('val_loss', [1]))
    const broken = onEpoch((epoch) => {
      if (epoch === 3) throw new Error('broken')
    })
    const callback = earlyStopping({ patience: 3, restoreBestWeights: true })
    await expectNoLeaks(
      () => expect(drive([callback, broken], epochs('val_loss', [3, 2, 1, 4, 5]))).rejects.toThrow(),
      1,
    )
  })

  it.each([
    [{ patience: -1 }],
    [{ patience: 1.5 }],
    [{ patience: Number.NaN }],
    [{ startFromEpoch: -1 }],
    [{ monitor: 'mystery' }],
    [{ mode: 'up' as Mode }],
  ])('refuses %o', (options) => {
    expect(() => earlyStopping(options)).toThrow(/^earlyStopping: expected/)
  })

  it('names what a training logs when it does not log the monitor', async () => {
    await expect(drive([earlyStopping()], [{ loss: 1, accuracy: 0.5 }])).rejects.toThrowErrorMatchingInlineSnapshot(
      `[RangeError: earlyStopping: expected monitor to be one of loss, accuracy, received monitor=val_loss. Names that begin with val_ need validation data.]`,
    )
  })
})

it('directionOf agrees with the metrics of Keras', () => {
  for (const { name, direction } of Object.values(keras.directions)) {
    const expected = direction === 'up' ? 1 : direction === 'down' ? -1 : undefined
    expect(directionOf(name), name).toBe(expected)
    expect(directionOf(`val_${name}`), name).toBe(expected)
  }
})

describe('reduceLearningRateOnPlateau', () => {
  it.each(keras.reduceLearningRateOnPlateau)(
    'lowers the rate over $values with $options as Keras does',
    async (expected) => {
      const monitor = (expected.options.monitor as string | undefined) ?? 'val_loss'
      const driven = await drive(
        [reduceLearningRateOnPlateau(ours(expected.options))],
        epochs(monitor, expected.values),
        { startRate: expected.startRate },
      )
      for (const [epoch, rate] of expected.rates.entries()) expect(driven.rates[epoch]! / rate).toBeCloseTo(1, 5)
      expect(driven.finalRate / expected.finalRate).toBeCloseTo(1, 5)
      for (const [epoch, rate] of expected.logged.entries()) {
        expect(driven.logs[epoch]!.learning_rate! / rate).toBeCloseTo(1, 5)
      }
    },
  )

  it.each([[{ factor: 1 }], [{ factor: Number.NaN }], [{ patience: -1 }], [{ cooldown: 0.5 }]])(
    'refuses %o',
    (options) => {
      expect(() => reduceLearningRateOnPlateau(options)).toThrow(/^reduceLearningRateOnPlateau: expected/)
    },
  )
})

describe('schedules', () => {
  const factories: Record<string, (config: never) => Schedule> = {
    CosineDecay: cosineDecay,
    CosineDecayRestarts: cosineDecayRestarts,
    ExponentialDecay: exponentialDecay,
    InverseTimeDecay: inverseTimeDecay,
    PiecewiseConstantDecay: piecewiseConstantDecay,
    PolynomialDecay: polynomialDecay,
  }
  it.each(keras.schedules)('$class with $config is that of Keras', ({ class: name, config, rates }) => {
    const schedule = factories[name]!(ours(config) as never)
    for (const [step, rate] of rates.entries()) expect(schedule(step, 0)).toBeCloseTo(rate, 7)
  })

  it('oneCycle rises to its maximum, and falls below its beginning', () => {
    const schedule = oneCycle({ maximum: 1, steps: 100 })
    const rates = Array.from({ length: 100 }, (_, step) => schedule(step, 0))
    expect(rates[0]).toBeCloseTo(0.04, 12)
    expect(rates.indexOf(Math.max(...rates))).toBe(29)
    expect(rates[29]).toBeCloseTo(1, 12)
    expect(rates[99]).toBeCloseTo(0.04 / 10_000, 12)
  })

  it('learningRateSchedule sets the rate of each epoch as Keras does', async () => {
    const halve = learningRateSchedule((epoch, rate) => (epoch < 3 ? rate : rate * 0.5))
    const { startRate, rates } = keras.learningRateScheduler
    const driven = await drive([halve], epochs('loss', [1, 1, 1, 1, 1, 1]), { startRate })
    expect(driven.rates).toEqual(rates)
    expect(driven.logs.map((logs) => logs.learning_rate)).toEqual(rates)
  })

  it('learningRateSchedule counts steps when asked', async () => {
    const steps: number[] = []
    const rate = (step: number): number => {
      steps.push(step)
      return 0.5 ** step
    }
    const driven = await drive([learningRateSchedule(rate, { every: 'step' })], epochs('loss', [1, 1, 1]))
    expect(steps).toEqual([0, 1, 2])
    expect(driven.rates).toEqual([1, 0.5, 0.25])
  })
})

it.each(keras.terminateOnNaN)(
  'terminateOnNaN ends after $losses as Keras does',
  async ({ losses, stopped, batches }) => {
    const values = losses.map((loss) => Number(loss.replace('inf', 'Infinity').replace('nan', 'NaN')))
    const driven = await drive(
      [terminateOnNaN()],
      values.map((loss) => ({ loss })),
    )
    expect(driven.stopped).toBe(stopped)
    expect(driven.epochsRun).toBe(batches)
  },
)

describe('csvLogger', () => {
  it('adds whole lines to a file whose last line a crash cut off', async () => {
    const path = join(temporaryDirectory(), 'log.csv')
    await drive([csvLogger(path)], epochs('loss', [4, 3]))
    const whole = readFileSync(path, 'utf8')
    for (const cut of ['2', '2,1.', '2,1.5\r']) {
      writeFileSync(path, `${whole}${cut}`)
      await drive([csvLogger(path, { append: true })], epochs('loss', [2]))
      expect(readFileSync(path, 'utf8')).toBe(`${whole}${whole.split('\r\n')[1]!.replace('4', '2')}\r\n`)
    }
    writeFileSync(path, whole.slice(0, 3))
    await drive([csvLogger(path, { append: true })], epochs('loss', [4, 3]))
    expect(readFileSync(path, 'utf8')).toBe(whole)
  })

  it.each(keras.csvLogger)(
    'writes $logs with $options as Keras does',
    async ({ options, logs, afterAnother, text }) => {
      const path = join(temporaryDirectory(), 'logs', 'run.csv')
      const count = Object.values(logs)[0]!.length
      const values = Array.from({ length: count }, (_, epoch) =>
        Object.fromEntries(Object.entries(logs).map(([name, list]) => [name, numbers(list)[epoch]!])),
      )
      if (afterAnother) await drive([csvLogger(path)], values)
      await drive([csvLogger(path, ours(options))], values)
      // Python was given the whole number 1, which it writes without a point; every value of a training has one.
      expect(readFileSync(path, 'utf8').replace('2,1.0,', '2,1,').replace('2;1.0;', '2;1;')).toBe(text)
    },
  )

  it('says what is in the way when the path is a folder', async () => {
    const folder = temporaryDirectory()
    await expect(drive([csvLogger(folder)], epochs('loss', [1]))).rejects.toThrow(/^csvLogger: cannot write .*EISDIR/)
  })
})
