import { existsSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setRandomSeed } from '@dlw/backend'
import { expectNoLeaks, temporaryDirectory } from '@dlw/testing'
import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, expectTypeOf, it } from 'vitest'
import { build, data, space } from '../../../test/tuner/study.ts'
import { earlyStopping } from '../../callbacks/early-stopping.ts'
import { evaluate } from '../../evaluate/evaluate.ts'
import { fit } from '../../loop/fit.ts'
import { bayesianSearch } from '../strategies/bayesian-search.ts'
import { gridSearch } from '../strategies/grid-search.ts'
import { hyperband } from '../strategies/hyperband.ts'
import { randomSearch } from '../strategies/random-search.ts'
import { formatTrialComplete } from '../trials/format-trial-complete.ts'
import { formatTrials } from '../trials/format-trials.ts'
import type { SearchProgress } from './run-search.ts'
import { type TuneOptions, tune } from './tune.ts'

beforeAll(async () => {
  await tf.setBackend('cpu')
})

const options = (more: Partial<TuneOptions<typeof space>> = {}): TuneOptions<typeof space> => ({
  space,
  strategy: gridSearch(),
  objective: 'val_loss',
  epochs: 4,
  seed: 0,
  ...more,
})

const context = { id: '0000', epochs: 1, signal: new AbortController().signal }

/** What `tune` does around `build`, for layers without a seed. */
function seeded<Result>(make: () => Result): Result {
  const restore = setRandomSeed(0)
  try {
    return make()
  } finally {
    restore()
  }
}

describe('tune', () => {
  it('scores a trial by its best epoch, as a plain training with the seed does', async () => {
    const { trials } = await tune(build, data, options({ maxTrials: 3, epochs: 40 }))
    for (const { values, score, metrics, executions } of trials) {
      const model = seeded(() => build(values, { ...context, seed: 0 }))
      const history = await fit(model, data, { epochs: 40, seed: 0, validation: data.validation! })
      model.dispose()
      expect(score).toBe(Math.min(...history.metrics.val_loss!))
      expect(executions).toHaveLength(1)
      const [{ bestEpoch, epochs }] = executions as [NonNullable<typeof executions>[0]]
      expect(epochs).toBe(40)
      expect(bestEpoch).toBe(history.metrics.val_loss!.indexOf(score!))
      expect(metrics?.val_loss).toBe(score)
      expect(Object.keys(metrics!)).toEqual(['loss', 'accuracy', 'val_loss', 'val_accuracy'])
    }
    expect(trials.some(({ executions }) => executions![0]!.bestEpoch < 39)).toBe(true)
  })

  it('takes the least loss of all epochs, and the greatest accuracy', async () => {
    const seen: number[] = []
    const callbacks = [{ onEpochEnd: (_: number, logs: Record<string, number>) => void seen.push(logs.val_accuracy!) }]
    const objective = 'val_accuracy'
    const { best } = await tune(build, data, options({ maxTrials: 1, epochs: 10, callbacks, objective }))
    expect(best.score).toBe(Math.max(...seen))
    expect(best.executions[0]!.bestEpoch).toBe(seen.indexOf(Math.max(...seen)))
  })

  it('repeats itself for the same seed, and types the values', async () => {
    const strip = ({ trials }: Awaited<ReturnType<typeof tune<typeof space>>>) =>
      trials.map(({ seconds: _, ...trial }) => trial)
    const first = await tune(build, data, options({ maxTrials: 3 }))
    expectTypeOf(first.best.values).toEqualTypeOf<{ readonly units: number; readonly rate: 0.001 | 0.02 | 0.1 }>()
    expect(strip(await tune(build, data, options({ maxTrials: 3 })))).toEqual(strip(first))
    expect(strip(await tune(build, data, options({ maxTrials: 3, seed: 1 })))).not.toEqual(strip(first))
  })

  it('gives back the best models with the weights of their best epochs, and leaks nothing', async () => {
    await expectNoLeaks(async () => {
      const result = await tune(build, data, options({ epochs: 12, keepModels: 2 }))
      for (const rank of [0, 1]) {
        const model = await result.bestModel(rank)
        const { loss } = await evaluate(model, data.validation!)
        expect(loss).toBeCloseTo(result.ranked[rank]!.score, 6)
        model.dispose()
      }
      await expect(result.bestModel(2)).rejects.toThrow('Give tune a greater keepModels')
    })
  })

  it('averages executions with seeds of their own', async () => {
    const { best } = await tune(build, data, options({ maxTrials: 1, executionsPerTrial: 3 }))
    const scores = best.executions.map(({ score }) => score)
    expect(new Set(scores).size).toBe(3)
    expect(best.score).toBeCloseTo(scores.reduce((sum, score) => sum + score) / 3, 12)
    const alone = await tune(build, data, options({ maxTrials: 1, seed: 1 }))
    expect(scores[1]).toBe(alone.best.score)
  })

  it('scores by folds, every row judged once', async () => {
    await expectNoLeaks(async () => {
      const { x, y } = data
      const { best } = await tune(build, { x, y }, options({ maxTrials: 2, folds: 4 }))
      expect(best.executions).toHaveLength(4)
      expect(new Set(best.executions.map(({ score }) => score)).size).toBe(4)
    })
  })

  it('ends each training early where a callback says so', async () => {
    const callbacks = [earlyStopping({ monitor: 'val_loss', patience: 1, minDelta: 10 })]
    const { trials } = await tune(build, data, options({ maxTrials: 3, epochs: 50, callbacks }))
    for (const { executions } of trials) expect(executions![0]!.epochs).toBe(2)
    const made: string[] = []
    await tune(
      build,
      data,
      options({ maxTrials: 2, callbacks: (_, { id }) => [{ onTrainBegin: () => void made.push(id) }] }),
    )
    expect(made).toEqual(['0000', '0001'])
  })

  it('tries a trial again that fails, and keeps one that goes on failing as failed', async () => {
    let left = 2
    const shaky: typeof build = (values, context) => {
      if (values.units === 4 && left-- > 0) throw new Error('out of memory')
      return build(values, context)
    }
    const retried = await tune(shaky, data, options({ maxRetries: 2 }))
    expect(retried.trials.every(({ status }) => status === 'completed')).toBe(true)
    left = 2
    const { trials } = await tune(shaky, data, options({ maxTrials: 6 }))
    expect(trials.map(({ status }) => status)).toEqual([
      ...['completed', 'completed', 'completed'],
      ...['failed', 'failed', 'completed'],
    ])
    expect(trials[3]).toMatchObject({ message: 'out of memory' })
  })

  it('gives up after three failures in a row, with the cause', async () => {
    const broken = (): never => {
      throw new Error('no such layer')
    }
    await expect(tune(broken, data, options())).rejects.toThrow(
      'expected trials to succeed, received 3 failures in a row, the last in trial 0002: no such layer',
    )
  })

  it('does not train models over the size allowed', async () => {
    const { trials } = await tune(build, data, options({ maxModelSize: 30 }))
    expect(trials.map(({ status }) => status)).toEqual([...Array(3).fill('completed'), ...Array(6).fill('invalid')])
    expect(trials[3]).toMatchObject({ message: 'The model has 31 parameters, more than the 30 allowed.' })
  })

  it('calls a training invalid that never had a finite score', async () => {
    const diverging: typeof build = (values, context) => {
      const model = build(values, context)
      if (values.units === 2) model.setWeights(model.getWeights().map((weight) => tf.fill(weight.shape, Number.NaN)))
      return model
    }
    const { trials, best } = await tune(diverging, data, options({ maxTrials: 4, epochs: 1 }))
    expect(trials.slice(0, 3).map(({ status }) => status)).toEqual(['invalid', 'invalid', 'invalid'])
    expect(best.id).toBe('0003')
  })

  it.each([
    ['randomSearch', randomSearch()],
    ['hyperband', hyperband()],
    ['bayesianSearch', bayesianSearch()],
  ])('runs %s', async (_, strategy) => {
    const { trials, best } = await tune(build, data, options({ strategy, maxTrials: 6, epochs: 3 }))
    expect(trials).toHaveLength(6)
    expect(best.score).toBe(Math.min(...trials.map(({ score }) => score!)))
  })

  it('gives trials of a hyperband their epochs, and the same digits as an unbroken training', async () => {
    const { trials } = await tune(build, data, options({ strategy: hyperband(), epochs: 3 }))
    expect(new Set(trials.map(({ epochs }) => epochs))).toEqual(new Set([1, 3]))
    const later = trials.find(({ hyperband: place }) => place?.from)!
    const earlier = trials.find(({ id }) => id === later.hyperband!.from)!
    const model = seeded(() => build(later.values, { ...context, seed: 0 }))
    const { metrics } = await fit(model, data, { epochs: 3, seed: 0, validation: data.validation! })
    model.dispose()
    expect(earlier.score).toBe(metrics.val_loss![0])
    expect(later.score).toBe(Math.min(...metrics.val_loss!))
  })

  it('ends when its signal is aborted, with the reason', async () => {
    const controller = new AbortController()
    const onTrial = ({ ended }: SearchProgress) => ended === 2 && controller.abort(new Error('enough'))
    await expect(tune(build, data, options({ signal: controller.signal, onTrial }))).rejects.toThrow('enough')
    await expect(tune(build, data, options({ signal: controller.signal }))).rejects.toThrow('enough')
  })

  it.each([
    [{ seed: -1 }, 'seed=-1'],
    [{ maxTrials: 0 }, 'maxTrials=0'],
    [{ maxRetries: 0.5 }, 'maxRetries=0.5'],
    [{ epochs: Number.NaN }, 'epochs=NaN'],
    [{ folds: 1 }, 'folds=1'],
    [{ folds: 3 }, 'received both'],
    [{ objective: 'quality' }, "Give { name: 'quality', direction: 'min' }"],
    [{ objective: 'val_auc' }, 'expected the objective among loss, accuracy, val_loss, val_accuracy'],
    [{ workers: 2 }, 'expected worker, the module that workers load'],
  ])('refuses %o', async (wrong, message) => {
    await expect(tune(build, data, options(wrong))).rejects.toThrow(message)
  })
})

describe('a directory', () => {
  it('holds each trial before it is reported, and the weights of the best only', async () => {
    const directory = temporaryDirectory()
    const onTrial = ({ trial }: SearchProgress) =>
      expect(existsSync(join(directory, `trial-${trial.id}.json`))).toBe(true)
    const { best } = await tune(build, data, options({ directory, onTrial }))
    expect(readdirSync(directory)).toEqual(
      [
        'search.json',
        ...Array.from({ length: 9 }, (_, index) => `trial-000${index}.json`),
        `trial-${best.id}.safetensors`,
      ].sort(),
    )
  })

  it('is gone on with: more trials on top, none again, the model still there', async () => {
    const directory = temporaryDirectory()
    await tune(build, data, options({ directory, maxTrials: 4 }))
    const built: string[] = []
    const counting: typeof build = (values, context) => {
      built.push(context.id)
      return build(values, context)
    }
    const result = await tune(counting, data, options({ directory }))
    expect(built).toEqual(['0004', '0005', '0006', '0007', '0008'])
    const { trials } = await tune(build, data, options())
    const plain = (list: typeof trials) => list.map(({ seconds: _, ...trial }) => trial)
    expect(plain(result.trials)).toEqual(plain(trials))
    const model = await (await tune(counting, data, options({ directory }))).bestModel()
    expect((await evaluate(model, data.validation!)).loss).toBeCloseTo(result.best.score, 6)
    model.dispose()
    expect(built).toHaveLength(6)
  })

  it('refuses another search, and says what differs', async () => {
    const directory = temporaryDirectory()
    await tune(build, data, options({ directory, maxTrials: 1 }))
    const changed = { ...space, units: { ...space.units, max: 8 } }
    await expect(tune(build, data, { ...options({ directory }), space: changed, seed: 7 })).rejects.toThrow(
      'space.units.max: was 6, is now 8\n  seed: was 0, is now 7',
    )
    const { units, rate } = space
    await expect(tune(build, data, { ...options({ directory }), space: { rate, units } })).rejects.toThrow(
      'space: was in the order units, rate, is now rate, units',
    )
    await expect(tune(build, data, options({ directory, strategy: randomSearch() }))).rejects.toThrow(
      'strategy.name: was "gridSearch", is now "randomSearch"',
    )
  })

  it('gives trials that failed another chance when it is gone on with', async () => {
    const directory = temporaryDirectory()
    let isBroken = true
    const fixed: typeof build = (values, context) => {
      if (isBroken && values.units === 4) throw new Error('a mistake')
      return build(values, context)
    }
    await expect(tune(fixed, data, options({ directory }))).rejects.toThrow('3 failures in a row')
    isBroken = false
    const { trials } = await tune(fixed, data, options({ directory }))
    expect(trials.map(({ status }) => status)).toEqual(Array(9).fill('completed'))
    expect(trials[3]).not.toHaveProperty('message')
  })

  it('says which file is damaged, and fills the gap when that is removed', async () => {
    const directory = temporaryDirectory()
    const all = { directory, strategy: randomSearch(), maxTrials: 4 }
    const { trials } = await tune(build, data, options(all))
    const path = join(directory, 'trial-0001.json')
    writeFileSync(path, '{"id": "00')
    await expect(tune(build, data, options(all))).rejects.toThrow(`expected JSON in ${path}`)
    rmSync(path)
    const again = await tune(build, data, options(all))
    expect(again.trials.map(({ id, values, score }) => ({ id, values, score }))).toEqual(
      trials.map(({ id, values, score }) => ({ id, values, score })),
    )
  })

  it.each([
    { holder: '{"host":"elsewhere","pid":1}', age: 60, is: 'free' },
    { holder: '{"host":"elsewhere","pid":1}', age: 0, is: 'taken' },
    { holder: JSON.stringify({ host: hostname(), pid: 2 ** 22 + 1 }), age: 0, is: 'free' },
    { holder: '', age: 60, is: 'free' },
  ])('is $is with a lock of $holder that showed a sign of life $age s ago', async ({ holder, age, is }) => {
    const directory = temporaryDirectory()
    const path = join(directory, 'search.lock')
    writeFileSync(path, holder)
    const then = Date.now() / 1000 - age
    utimesSync(path, then, then)
    const running = tune(build, data, options({ directory, maxTrials: 1 }))
    if (is === 'free') await running
    else await expect(running).rejects.toThrow('received one by process 1 on elsewhere')
    expect(existsSync(path)).toBe(is === 'taken')
  })

  it('belongs to one search at a time', async () => {
    const directory = temporaryDirectory()
    const both = [1, 2].map(() => tune(build, data, options({ directory })))
    const outcomes = await Promise.allSettled(both)
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected')
    expect(refused).toHaveLength(1)
    expect(String(refused[0]!.reason)).toContain('expected no other search in directory')
  })
})

describe('the results', () => {
  it('are rows and CSV', async () => {
    const { table } = await tune(build, data, options({ maxTrials: 2, maxModelSize: 22 }))
    expect(table.columns).toEqual([
      ...['trial', 'status', 'score', 'units', 'rate', 'loss', 'accuracy', 'val_loss', 'val_accuracy'],
      ...['epochs', 'seconds'],
    ])
    expect(table.toObjects()[1]).toMatchObject({ trial: '0001', status: 'completed', units: 2, rate: 0.02, epochs: 4 })
    expect(table.toCsv()).toContain('\n0001,completed,')
  })

  it('read as those of Keras Tuner', () => {
    const trial = (id: string, n_layers: number, dropout_rate: number, score: number) =>
      ({ id, status: 'completed', values: { n_layers, dropout_rate }, score, metrics: {}, executions: [] }) as const
    const ranked = [trial('0005', 2, 0.8, 2.086069345474243), trial('0000', 1, 0.2, 2.101102352142334)].map((one) => ({
      ...one,
      executions: [...one.executions],
    }))
    const objective = { name: 'val_loss', direction: 'min' } as const
    expect(formatTrials({ ranked, objective, directory: './untitled_project' })).toBe(`Results summary
Results in ./untitled_project
Showing 10 best trials
Objective(name="val_loss", direction="min")

Trial 0005 summary
Hyperparameters:
n_layers: 2
dropout_rate: 0.8
Score: 2.086069345474243

Trial 0000 summary
Hyperparameters:
n_layers: 1
dropout_rate: 0.2
Score: 2.101102352142334`)
    const progress = { trial: { ...ranked[0]!, seconds: 19.4 }, best: ranked[0]!, ended: 6, seconds: 88.9 }
    expect(formatTrialComplete(progress, objective)).toBe(`Trial 6 Complete [00h 00m 19s]
val_loss: 2.086069345474243

Best val_loss So Far: 2.086069345474243
Total elapsed time: 00h 01m 28s`)
  })
})
