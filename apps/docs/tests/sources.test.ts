import { describe, expect, it } from 'vitest'
import { recordingContext } from '../scripts/recording-context.ts'
import { apiPage } from '../src/lib/api-page.ts'
import { apiUses } from '../src/lib/api-uses.ts'
import { changelogs } from '../src/lib/changelogs.ts'
import { cellCode, programPath } from '../src/lib/episode-programs.ts'
import { prefixIds } from '../src/lib/prefix-ids.ts'
import { program, programs } from '../src/lib/programs.ts'
import { neededImports, readRegion } from '../src/lib/region.ts'
import { readFigure, readMetric, readOutput, readRun } from '../src/lib/runs.ts'
import { fewestHalfDays, timetable } from '../src/lib/timetable.ts'
import { runCell } from '../src/live/run-cell.ts'

const penguins = 'episodes/src/penguins/penguins.ts'

describe('a region', () => {
  it('comes without its indent, with the imports it needs and no others', () => {
    const { code, imports } = readRegion(penguins, 'load')
    expect(code).toMatch(/^const table = /)
    expect(imports).toBe("import { loadPenguins } from '@dlw/data'")
  })

  it('that is missing is an error which names those there are', () => {
    expect(() => readRegion(penguins, 'nothing')).toThrow(/expected a region of .*\(.*load.*\), received name=nothing/)
  })

  it('keeps namespaces and types', () => {
    const source = "import * as tf from 'a'\nimport type { B, C } from 'b'\n"
    expect(neededImports(source, 'tf.add(x as B)')).toBe("import * as tf from 'a'\nimport type { B } from 'b'")
  })
})

describe('a recorded run', () => {
  it.each([
    [() => readRun('nothing'), /expected a recorded run/],
    [() => readOutput('penguins', 'nothing'), /expected an output of the run penguins/],
    [() => readFigure('penguins', 'nothing'), /received name=nothing/],
    [() => readMetric('penguins', 'accuracy.nothing'), /received name=accuracy.nothing/],
  ])('refuses what was not recorded', (read, message) => {
    expect(read).toThrow(message)
  })

  it('gives numbers by their path', () => {
    expect(readMetric('penguins', 'testClassCounts.Adelie')).toBe(30)
  })
})

describe('the programs of the pages', () => {
  it.each(Object.keys(programs))('%s is a function of its module, whose text the editor shows', async (name) => {
    const { run } = program(name)
    const module = (await import(programPath(name))) as Record<string, unknown>
    expect(module[run]).toBeTypeOf('function')
    expect(cellCode(name)).toContain(`export async function ${run}(`)
    expect(cellCode(name)).not.toContain('#region')
  })

  it('say so when the reader’s version exports no function to run', async () => {
    const cell = {
      run: 'rawFeatures',
      options: { seed: 0, device: {}, epochs: 1, data: undefined, weights: undefined },
      context: { ...recordingContext().context, score() {} },
      loadModule: async () => ({}),
      console: {},
    }
    await expect(runCell({ ...cell, source: 'export const epochs = 1' })).rejects.toThrow(
      'Run calls the function rawFeatures, but the code exports epochs. Export a function of that name.',
    )
    const source = 'export async function rawFeatures({ epochs }: { epochs: number }) { return { epochs } }'
    expect(await runCell({ ...cell, source })).toEqual({ epochs: 1 })
  })

  it('are found by name', () => {
    expect(() => program('nothing')).toThrow(/expected one of penguins, .*received name=nothing/)
  })
})

describe('a recording', () => {
  it('keeps outputs, figures and losses by their names', async () => {
    const { context, shown } = recordingContext()
    context.print('head', 'five rows')
    const training = context.training('raw')
    training.onEpochEnd!(0, { loss: 2, val_loss: 3 }, {} as never)
    training.onEpochEnd!(1, { loss: 1, val_loss: 2 }, {} as never)
    expect(shown).toEqual({
      outputs: { head: 'five rows' },
      figures: {},
      curves: { raw: [2, 1], 'raw, validation': [3, 2] },
    })
  })

  it('does not accept a name twice', () => {
    const { context } = recordingContext()
    context.print('head', 'five rows')
    context.training('raw')
    expect(() => context.print('head', 'others')).toThrow(/outputs to have a name of its own, received head twice/)
    expect(() => context.training('raw')).toThrow(/curves to have a name of its own, received raw twice/)
  })
})

describe('the timetable', () => {
  it('puts a break after ninety minutes at most and fills half days', () => {
    const halves = timetable([
      { what: 'a', minutes: 100 },
      { what: 'b', minutes: 120 },
    ])
    expect(
      halves
        .flat()
        .filter(({ what }) => what !== 'Break')
        .reduce((sum, slot) => sum + slot.minutes, 0),
    ).toBe(220)
    for (const half of halves) {
      let since = 0
      for (const { what, minutes } of half) {
        since = what === 'Break' ? 0 : since + minutes
        expect(since).toBeLessThanOrEqual(105)
      }
      expect(half.reduce((sum, slot) => sum + slot.minutes, 0)).toBeLessThanOrEqual(225)
    }
  })
})

it('the fewest half days are about equally long', () => {
  const blocks = [80, 110, 200, 140, 50, 40].map((minutes, index) => ({ what: `episode ${index + 1}`, minutes }))
  const { count, halfDay } = fewestHalfDays(blocks)
  const halves = timetable(blocks, { halfDay, starts: ['09:00', '13:30'] })
  const lengths = halves.map((slots) => slots.reduce((sum, slot) => sum + slot.minutes, 0))
  expect(count).toBe(4)
  expect(Math.max(...lengths)).toBeLessThanOrEqual(210)
  expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThanOrEqual(45)
  expect(halves.map((slots) => slots[0]!.time)).toEqual(['09:00', '13:30', '09:00', '13:30'])
})

describe('the changes of a package', () => {
  it('that wait for a release come from the changesets that name it', () => {
    const data = changelogs().find(({ name }) => name === 'data')!
    const viz = changelogs().find(({ name }) => name === 'viz')!
    expect(changelogs().map(({ name }) => name)).toEqual(['backend', 'create-dlw', 'data', 'models', 'train', 'viz'])
    expect(data.pending.join() + data.released).toContain('scikit-learn')
    expect(viz.pending.join() + viz.released).not.toContain('scikit-learn')
  })
})

it('anchors of several pieces on one page get a prefix, and so do the links to them', () => {
  expect(
    prefixIds('<h2 id="a">A</h2><a href="#a">a</a><a href="/x/#a">x</a><i aria-labelledby="a b" data-id="a"></i>', 'p'),
  ).toBe('<h2 id="p-a">A</h2><a href="#p-a">a</a><a href="/x/#a">x</a><i aria-labelledby="p-a p-b" data-id="a"></i>')
})

it('a symbol is taught where programs import it', () => {
  expect(
    apiUses()
      .get('data/loadpenguins')
      ?.map(({ path }) => path),
  ).toContain('episodes/02-penguins')
  expect(apiUses().get('train/tune')).toContainEqual({
    title: 'Tune on several machines',
    path: 'guides/tune-on-several-machines',
  })
})

it('a page of the API says where its symbol is imported from', () => {
  expect(apiPage('api/train/src/functions/fit')).toEqual({
    ...{ pkg: 'train', entry: '@dlw/train', kind: 'functions', symbol: 'fit' },
  })
  expect(apiPage('api/train/src/tuner/functions/tune')).toEqual({
    ...{ pkg: 'train', entry: '@dlw/train/tuner', kind: 'functions', symbol: 'tune' },
  })
  expect(apiPage('guides/study')).toBeUndefined()
})
