import { describe, expect, it } from 'vitest'
import { programCode } from '../src/lib/episode-programs.ts'
import { programs } from '../src/lib/programs.ts'
import { neededImports, readRegion } from '../src/lib/region.ts'
import { readFigure, readMetric, readOutput, readRun } from '../src/lib/runs.ts'
import { timetable } from '../src/lib/timetable.ts'

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

it.each(Object.keys(programs))('the program %s is made of regions that exist', (name) => {
  expect(programCode(name)).toMatch(/export async function run/)
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
