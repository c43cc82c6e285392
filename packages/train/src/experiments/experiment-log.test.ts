import { execFile } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expectNoLeaks, temporaryDirectory } from '@dlw/testing'
import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { compareRuns } from './compare-runs.ts'
import { experimentLog } from './experiment-log.ts'
import type { LoggedRun } from './run-row.ts'

const script = fileURLToPath(new URL('../../test/append-runs.ts', import.meta.url))
const testData = {
  x: [
    [1, 2],
    [3, 4],
  ],
  y: [5, 6],
}
const run = {
  model: 'small',
  description: '10, "5"\nand',
  metric: 'rmse',
  value: 3.25,
  testSet: 'three years',
  testData,
}

beforeAll(async () => {
  await tf.setBackend('cpu')
})

describe('experimentLog', () => {
  it('keeps what was said of a run, and adds what makes it repeatable', async () => {
    const path = join(temporaryDirectory(), 'logs', 'runs.csv')
    const log = experimentLog(path)
    expect(await log.runs()).toEqual([])
    const logged = await expectNoLeaks(() => log.append({ ...run, comment: 'better', seed: 0, seconds: 1.5 }))
    await log.append(run)
    const [first, second] = await log.runs()
    expect(first).toEqual(logged)
    expect(first).toMatchObject({
      description: '10, "5"\nand',
      value: 3.25,
      comment: 'better',
      seed: 0,
      backend: 'cpu',
    })
    expect(first!.versions).toMatch(/^tfjs 4\.\d+\.\d+, node \d+/)
    expect(first!.commit).toMatch(/^([0-9a-f]{12}\+?)?$/)
    expect(second).toMatchObject({ comment: '', seed: Number.NaN, seconds: Number.NaN })
    expect(readFileSync(path, 'utf8').split('\n')[0]).toBe(
      'model,description,metric,value,test_set,git_commit,comment,time,seed,seconds,backend,versions,fingerprint',
    )
  })

  it('gives texts back as they were, whatever they look like', async () => {
    const log = experimentLog(join(temporaryDirectory(), 'runs.csv'))
    const texts = { model: '007', description: '1.10', comment: 'NA', testSet: ' 1e3 ', metric: 'null' }
    await log.append({ ...run, ...texts, value: -0.5 })
    await log.append({ ...run, ...texts, description: '', comment: '12345678901234567890' })
    const [first, second] = await log.runs()
    expect(first).toMatchObject({ ...texts, value: -0.5, seed: Number.NaN })
    expect(second).toMatchObject({ description: '', comment: '12345678901234567890', value: 3.25 })
  })

  it('leaves out a row that a crash cut off, wherever, and puts the next in its place', async () => {
    const path = join(temporaryDirectory(), 'runs.csv')
    const log = experimentLog(path)
    const kept = await log.append({ ...run, value: 1 })
    const before = readFileSync(path)
    await log.append({ ...run, description: '10, "5"\nand\n', value: 2 })
    const both = readFileSync(path)
    for (let size = before.length; size < both.length; size++) {
      writeFileSync(path, both.subarray(0, size))
      const found = await log.runs()
      expect(found.map(({ value }) => value)).toEqual(size === both.length - 1 ? [1, 2] : [1])
      if (size % 9 > 0 && size < both.length - 2) continue
      await log.append({ ...run, value: 3 })
      expect((await log.runs()).map(({ value }) => value)).toEqual([...found.map(({ value }) => value), 3])
    }
    expect((await log.runs())[0]).toEqual(kept)
    writeFileSync(path, '')
    expect(await log.runs()).toEqual([])
    await log.append({ ...run, value: 4 })
    expect((await log.runs()).map(({ value }) => value)).toEqual([4])
    expect(readdirSync(join(path, '..'))).toEqual(['runs.csv'])
  })

  it('loses nothing when several processes append at once', async () => {
    const folder = temporaryDirectory()
    const path = join(folder, 'runs.csv')
    const writers = ['a', 'b', 'c']
    await Promise.all(
      writers.map((writer) =>
        promisify(execFile)(process.execPath, ['--conditions=@dlw/source', script, path, writer, '15']),
      ),
    )
    const runs = await experimentLog(path).runs()
    expect(runs).toHaveLength(45)
    for (const writer of writers) {
      expect(runs.filter(({ model }) => model === writer).map(({ value }) => value)).toEqual(
        Array.from({ length: 15 }, (_, index) => index),
      )
    }
    expect(readdirSync(folder)).toEqual(['runs.csv'])
  })

  it('refuses a file that is no log, a value that is no number, and a folder', async () => {
    const folder = temporaryDirectory()
    const path = join(folder, 'other.csv')
    writeFileSync(path, 'a,b\n1,2\n')
    await expect(experimentLog(path).runs()).rejects.toThrow(/^experimentLog: expected columns model/)
    await expect(experimentLog(join(folder, 'new.csv')).append({ ...run, value: Number.NaN })).rejects.toThrow(
      RangeError,
    )
    expect(existsSync(join(folder, 'new.csv'))).toBe(false)
    await expect(experimentLog(folder).append(run)).rejects.toThrow(/^experimentLog: cannot write .*EISDIR/)
    await expect(experimentLog(join(path, 'runs.csv')).append(run)).rejects.toThrow(/^experimentLog: cannot write/)
  })

  it.skipIf(process.platform === 'win32')(
    'says that a disk is full, and keeps its whole rows (needs bash)',
    async () => {
      const folder = temporaryDirectory()
      const path = join(folder, 'runs.csv')
      // No file may be larger than a kibibyte.
      const program = 'ulimit -f 1 && exec "$0" --conditions=@dlw/source "$@"'
      const full = promisify(execFile)('bash', ['-c', program, process.execPath, script, path, 'a', '50'])
      await expect(full).rejects.toThrow(/experimentLog: cannot write .*runs\.csv: .*(?:space|too large)/)
      const runs = await experimentLog(path).runs()
      expect(runs.length).toBeGreaterThan(1)
      expect(readFileSync(path, 'utf8')).toMatch(/"\n$/)
      expect(readdirSync(folder)).toEqual(['runs.csv'])
    },
  )
})

describe('compareRuns', () => {
  const logged = (model: string, value: number, other: Partial<LoggedRun> = {}): LoggedRun => ({
    ...{ model, value, description: '', metric: 'rmse', testSet: 'a', fingerprint: '1', commit: '', comment: '' },
    ...{ seed: 0, time: '', backend: 'cpu', versions: '', seconds: 0 },
    ...other,
  })

  it('puts the best first', () => {
    const names = (metric: string): string[] =>
      compareRuns([logged('x', 2, { metric }), logged('y', 3, { metric }), logged('z', 1, { metric })]).map(
        ({ model }) => model,
      )
    expect(names('rmse')).toEqual(['z', 'x', 'y'])
    expect(names('accuracy')).toEqual(['y', 'x', 'z'])
  })

  it('refuses what cannot be compared, with the reason', () => {
    const x = logged('x', 2)
    expect(() => compareRuns([x, logged('y', 1, { fingerprint: '2' })])).toThrowErrorMatchingInlineSnapshot(
      `[RangeError: compareRuns: expected runs on the same test rows, received a (1) of x and a (2) of y. A score on other rows says nothing about which model is better: measure both on one test set.]`,
    )
    expect(() => compareRuns([x, logged('y', 1, { metric: 'mae' })])).toThrowErrorMatchingInlineSnapshot(
      `[RangeError: compareRuns: expected runs with one metric, received rmse of x and mae of y. Filter by metric first.]`,
    )
    expect(() => compareRuns([])).toThrow(/expected at least one run/)
    expect(() => compareRuns([logged('x', 1, { metric: 'joy' })])).toThrow(/mode 'max' or 'min'/)
  })
})
