import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { describe, expect, it } from 'vitest'
import { recordRun } from '../scripts/record-run.ts'
import { folderAtHand } from '../src/lib/data-at-hand.ts'
import { apps } from '../src/lib/paths.ts'
import { type Recorded, recorded } from '../src/lib/recorded.ts'
import type { Run } from '../src/lib/run-file.ts'

/** Numbers to six digits, for what the pages show has fewer; and no times, which never repeat. */
const rounded = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (key, part) => {
      if (/seconds$/i.test(key)) return undefined
      return typeof part === 'number' ? Number(part.toPrecision(6)) : part
    }),
  )

const slow = (what: Recorded): boolean => 'slow' in what && what.slow === true && !process.env.DLW_SLOW

/** Why a run is not repeated here; empty when it is. */
function leftOut(name: string, what: Recorded): string {
  if (slow(what)) return ' (left out: takes long and needs DLW_DATA_HOME and DLW_WEIGHTS_HOME; DLW_SLOW=1 runs it)'
  if (name === 'weather' && !folderAtHand('weather')) return ' (left out: needs the weather data; set DLW_DATA_HOME)'
  return ''
}

describe.each(Object.entries(recorded))('the run of %s', (name, what) => {
  it('names no folder of the machine that recorded it', () => {
    const text = readFileSync(new URL(`../runs/${name}.json`, import.meta.url), 'utf8')
    for (const folder of [apps, homedir(), process.env.DLW_DATA_HOME, process.env.DLW_WEIGHTS_HOME]) {
      if (folder) expect(text).not.toContain(folder)
    }
    expect(text).not.toMatch(/(?<![\w./:])\/(?:home|root|Users|tmp|work|mnt)\//)
  })

  const why = leftOut(name, what)
  it.skipIf(why !== '')(`gives again what was recorded${why}`, () => repeat(name, what), 3 * 3_600_000)
})

async function repeat(name: string, what: Recorded): Promise<void> {
  const old: Run = JSON.parse(readFileSync(new URL(`../runs/${name}.json`, import.meta.url), 'utf8'))
  const now = await recordRun(name, what)
  expect(rounded(now.numbers)).toEqual(rounded(old.numbers))
  expect(Object.keys(now.outputs)).toEqual(Object.keys(old.outputs))
  expect(Object.keys(now.figures)).toEqual(Object.keys(old.figures))
  expect(rounded(now.curves)).toEqual(rounded(old.curves))
}
