import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { recordEpisode } from '../scripts/record-episode.ts'
import { recordExamples } from '../scripts/record-examples.ts'
import { recorded } from '../src/lib/recorded.ts'
import type { Run } from '../src/lib/run-file.ts'

/** Numbers to six digits: what the pages show has fewer. */
const rounded = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_, part) => (typeof part === 'number' ? Number(part.toPrecision(6)) : part)))

it.each(Object.keys(recorded))('the run of %s gives again what was recorded', async (name) => {
  const old: Run = JSON.parse(readFileSync(new URL(`../runs/${name}.json`, import.meta.url), 'utf8'))
  const what = recorded[name]!
  const now = what.kind === 'episode' ? await recordEpisode(name, what) : await recordExamples(name, what.sources)
  expect(rounded(now.numbers)).toEqual(rounded(old.numbers))
  expect(Object.keys(now.outputs)).toEqual(Object.keys(old.outputs))
  expect(Object.keys(now.figures)).toEqual(Object.keys(old.figures))
  expect(rounded(now.curves)).toEqual(rounded(old.curves))
})
