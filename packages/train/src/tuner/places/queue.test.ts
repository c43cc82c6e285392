import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryDirectory } from '@dlw/testing'
import * as tf from '@tensorflow/tfjs-core'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { evaluate as decay } from '../../../test/tuner/pruned-study.ts'
import { hasRedis, startRedis, startWorker } from '../../../test/tuner/redis-server.ts'
import { evaluate } from '../../../test/tuner/slow-study.ts'
import { build, data, space } from '../../../test/tuner/study.ts'
import type { Pruner } from '../pruners/pruner.ts'
import type { SearchProgress } from '../run/run-search.ts'
import { search } from '../run/search.ts'
import type { Trial } from '../run/trial.ts'
import { tune } from '../run/tune.ts'
import { decimal } from '../space/decimal.ts'
import { fixed } from '../space/fixed.ts'
import { bayesianSearch } from '../strategies/bayesian-search.ts'
import { gridSearch } from '../strategies/grid-search.ts'
import { randomSearch } from '../strategies/random-search.ts'
import { commandLine } from './command-line.ts'
import { queueConnection } from './queue-connection.ts'
import { fromQueueOutcome } from './queue-outcome.ts'

afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})

beforeAll(async () => {
  await tf.setBackend('cpu')
})

const prunedStudy = new URL('../../../test/tuner/pruned-study.ts', import.meta.url)
const study = new URL('../../../test/tuner/study.ts', import.meta.url)
const slowStudy = new URL('../../../test/tuner/slow-study.ts', import.meta.url)
const plain = (trials: readonly Trial[]) => trials.map(({ seconds: _, ...trial }) => trial)
const slow = {
  space: { x: decimal({ min: 0, max: 1, step: 0.2 }) },
  strategy: gridSearch(),
  direction: 'min',
  seed: 0,
} as const
const begun = (said: string, id: string): number => said.split(`Trial ${id} begins`).length - 1

describe('the URL of a queue', () => {
  it('says where Redis is, and the name of the queue', () => {
    expect(queueConnection('rediss://me:p%40ss@db.example:6380/2?name=grid')).toEqual({
      name: 'grid',
      connection: {
        ...{ host: 'db.example', port: 6380, username: 'me', password: 'p@ss', db: 2, tls: {} },
        maxRetriesPerRequest: null,
      },
      shown: 'rediss://db.example:6380/2',
    })
  })

  it.each(['localhost:6379', 'http://localhost', '', 'redis://', 'redis://localhost/first', 'redis://:%@localhost'])(
    'is refused when it is %j',
    (url) => {
      expect(() => queueConnection(url)).toThrow(RangeError)
    },
  )
})

describe("a worker's answer", () => {
  const execution = { score: 1, bestEpoch: 0, metrics: { loss: null }, epochs: 2 }

  it('is read, with null for NaN', () => {
    expect(fromQueueOutcome({ status: 'completed', executions: [execution] })).toEqual({
      status: 'completed',
      executions: [{ ...execution, metrics: { loss: Number.NaN } }],
    })
  })

  it.each<[unknown, string]>([
    [undefined, 'outcome=undefined'],
    ['completed', "outcome='completed'"],
    [{ status: 'done' }, "status='done'"],
    [{ status: 'completed' }, 'executions=undefined'],
    [{ status: 'completed', executions: [] }, 'executions=a list of 0'],
    [{ status: 'completed', executions: [{ ...execution, score: '1' }] }, "score='1'"],
    [{ status: 'completed', executions: [{ ...execution, metrics: { loss: 'low' } }] }, "loss='low'"],
    [{ status: 'completed', executions: [{ ...execution, epochs: 0.5 }] }, 'epochs=0.5'],
    [{ status: 'completed', executions: [execution], weights: [1] }, 'weights=a list of 1'],
    [{ status: 'completed', executions: [execution], unread: [1] }, 'unread=a list of 1'],
    [{ status: 'pruned', reports: [{ epoch: -1, value: 0 }] }, 'epoch=-1'],
    [{ status: 'invalid', message: 3 }, 'message=3'],
  ])('is refused when it is %j', (answer, shown) => {
    expect(() => fromQueueOutcome(answer)).toThrow(`in a worker's answer, received ${shown}.`)
  })
})

describe('the password of Redis', () => {
  const password = (url: string) => queueConnection(url).connection.password

  it('comes from the URL, else from the environment, else from a file', () => {
    const path = join(temporaryDirectory(), 'password')
    writeFileSync(path, 'from a file\n')
    vi.stubEnv('DLW_REDIS_PASSWORD_FILE', path)
    expect(password('redis://localhost')).toBe('from a file')
    vi.stubEnv('DLW_REDIS_PASSWORD', 'from the environment')
    expect(password('redis://localhost')).toBe('from the environment')
    expect(password('redis://:url@localhost')).toBe('url')
  })

  it('is missed, when its file is', () => {
    vi.stubEnv('DLW_REDIS_PASSWORD_FILE', '/no/such/file')
    expect(() => password('redis://localhost')).toThrow('received DLW_REDIS_PASSWORD_FILE=/no/such/file. ENOENT')
  })
})

describe('dlw-train', () => {
  it.each([
    [['worker', '--modul', './study.js'], 'received --modul=true. Did you mean --module?'],
    [['serve'], 'dlw-train: expected worker, received serve.'],
    [['worker', '--queue'], 'dlw-train: expected a value after --queue, received none.'],
    [['worker', '--threads', '0x2'], 'dlw-train: expected a positive whole number, received --threads=0x2.'],
  ])('answers %j in words', async (args, words) => {
    const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    expect(await commandLine(args)).toBe(1)
    expect(written.mock.lastCall![0]).toContain(words)
  })

  it.each([
    [['worker', '--help'], 0],
    [[], 2],
    [['worker', '--queue', 'redis://localhost'], 2],
    [['worker', '--queue', 'redis://localhost', '--module', 'x.js', '--lease', '0'], 1],
    [['worker', '--nonsense'], 1],
  ])('%j ends with code %i', async (args, code) => {
    const written = vi.spyOn(code === 0 ? process.stdout : process.stderr, 'write').mockReturnValue(true)
    expect(await commandLine(args)).toBe(code)
    expect(written).toHaveBeenCalledOnce()
  })
})

const needs = hasRedis ? '' : ' (SKIPPED: redis-server is not installed; on Debian: apt-get install redis-server)'

describe.skipIf(!hasRedis)(`a queue on a real Redis${needs}`, { timeout: 120_000 }, () => {
  it('gives the trials, scores and best weights that this thread gives, by two workers and a password', async () => {
    const options = { space, objective: 'val_loss', epochs: 2, seed: 0, maxTrials: 8 } as const
    const strategy = bayesianSearch({ initialTrials: 4, batch: 4 })
    const here = await tune(build, data, { ...options, strategy })
    const { url } = await startRedis({ password: 'open sesame@home' })
    const workers = [startWorker(url, study), startWorker(url, study)]
    const there = await tune(build, data, { ...options, strategy, queue: url })
    expect(plain(there.trials)).toEqual(plain(here.trials))
    const [one, other] = await Promise.all([here.bestModel(), there.bestModel()])
    expect(other.getWeights().map((weight) => weight.dataSync())).toEqual(
      one.getWeights().map((weight) => weight.dataSync()),
    )
    tf.dispose([one.getWeights(), other.getWeights()])
    expect(await Promise.all(workers.map((worker) => worker.end('SIGTERM')))).toEqual([0, 0])
    expect(workers.map(({ said }) => said().split('ends').length - 1).reduce((sum, count) => sum + count)).toBe(8)
  })

  it('hands the trial of a worker that was killed in the middle of it to another', async () => {
    const { url } = await startRedis()
    const expected = await search(evaluate, slow)
    const first = startWorker(url, slowStudy, { TRIAL_MILLISECONDS: '400' })
    const running = search(evaluate, { ...slow, queue: url })
    await first.says(/Trial 0002 begins/)
    await first.end('SIGKILL')
    const second = startWorker(url, slowStudy)
    expect(plain((await running).trials)).toEqual(plain(expected.trials))
    expect(begun(second.said(), '0002')).toBe(1)
    expect(begun(second.said(), '0001')).toBe(0)
  })

  it.each([
    ['with its data', true],
    ['without, as from memory', false],
  ])('outlives a restart of Redis %s', async (_, kept) => {
    const redis = await startRedis(kept ? { directory: temporaryDirectory() } : {})
    const expected = await search(evaluate, slow)
    const worker = startWorker(redis.url, slowStudy, { TRIAL_MILLISECONDS: '300' })
    const running = search(evaluate, { ...slow, queue: redis.url })
    await worker.says(/Trial 0001 begins/)
    await redis.restart()
    expect(plain((await running).trials)).toEqual(plain(expected.trials))
  })

  it('is gone on with by a search that was stopped: what workers did meanwhile is not done again', async () => {
    const { url } = await startRedis()
    const directory = temporaryDirectory()
    const worker = startWorker(url, slowStudy, { TRIAL_MILLISECONDS: '300' })
    const controller = new AbortController()
    const onTrial = ({ trial }: SearchProgress) => trial.id === '0001' && controller.abort(new Error('stopped'))
    const stopped = search(evaluate, { ...slow, queue: url, directory, onTrial, signal: controller.signal })
    await expect(stopped).rejects.toThrow('stopped')
    await worker.says(/Trial 0002 ends/)
    const { trials } = await search(evaluate, { ...slow, queue: url, directory })
    expect(plain(trials)).toEqual(plain((await search(evaluate, slow)).trials))
    for (const id of ['0000', '0001', '0002']) expect(begun(worker.said(), id)).toBe(1)
  })

  it('keeps what a trial throws, and tries it again when told to', async () => {
    const { url } = await startRedis()
    const worker = startWorker(url, slowStudy)
    const half = { ...slow, space: { x: decimal({ min: 0, max: 1, step: 0.5 }) } }
    const { trials } = await search(evaluate, { ...half, queue: url, maxRetries: 2 })
    expect(trials[1]).toMatchObject({ status: 'failed', message: 'half is not allowed' })
    expect(begun(worker.said(), '0001')).toBe(3)
  })

  it('ends trials that the pruner gives up when they hear of it, and keeps what they reported', async () => {
    const { url } = await startRedis()
    const worker = startWorker(url, prunedStudy)
    const pruner: Pruner = {
      name: 'own',
      settings: {},
      shouldPrune: ({ others, reports }) => others.length > 0 && reports.length === 2,
    }
    const enqueue = [{ rate: 0.5 }, { rate: 0.25 }, { rate: 0.1 }]
    const { trials } = await search(decay, {
      space: { rate: decimal({ min: 0, max: 0.5 }), waits: fixed(true), milliseconds: fixed(100) },
      ...{ enqueue, pruner, queue: url, strategy: randomSearch(), direction: 'min', seed: 0 },
      ...{ epochs: 40, maxTrials: 3, workers: 1 },
    })
    expect(trials.map(({ status }) => status)).toEqual(['completed', 'pruned', 'pruned'])
    expect(trials[0]!.reports).toHaveLength(40)
    for (const { reports, values } of trials.slice(1)) {
      expect(reports!.length).toBeGreaterThanOrEqual(2)
      expect(reports!.length).toBeLessThan(40)
      for (const { epoch, value } of reports!) expect(value).toBeCloseTo((1 - values.rate) ** (epoch + 1), 12)
    }
    for (const id of ['0000', '0001', '0002']) expect(begun(worker.said(), id)).toBe(1)
  })

  it('loads the module before it waits for trials', async () => {
    const { url } = await startRedis()
    const worker = startWorker(url, new URL('./no-such-module.ts', import.meta.url))
    expect(await worker.ended).toBe(1)
    expect(worker.said()).toMatch(/^tune: expected a module that loads, received worker=file:.*no-such-module/)
    expect(worker.said()).not.toContain('Waiting')
  })

  it('goes on without a worker whose trials end it: it sets itself aside, and another runs them', async () => {
    const { url } = await startRedis()
    const poisoned = startWorker(url, slowStudy, { TRIAL_DEATH: 'all', DLW_BACKEND: 'cpu' }, [])
    await poisoned.says(/Waiting/)
    const running = search(evaluate, { ...slow, queue: url })
    expect(await poisoned.ended).toBe(1)
    expect(poisoned.said()).toContain('dlw-train: this worker sets itself aside, and its trials go to others.')
    startWorker(url, slowStudy)
    expect(plain((await running).trials)).toEqual(plain((await search(evaluate, slow)).trials))
  })

  it('is refused without its password, and where no server is', async () => {
    const { url, port } = await startRedis({ password: 'secret' })
    const wrong = search(evaluate, { ...slow, queue: url.replace('secret', 'guess') })
    await expect(wrong).rejects.toThrow(`expected Redis at redis://127.0.0.1:${port} to answer`)
    const nowhere = search(evaluate, { ...slow, queue: 'redis://127.0.0.1:1' })
    await expect(nowhere).rejects.toThrow('ECONNREFUSED')
  })
})
