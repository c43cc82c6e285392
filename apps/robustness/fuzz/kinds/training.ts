import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eventWriter, experimentLog, parseEvents } from '@dlw/train'
import { decimal, randomSearch, search } from '@dlw/train/tuner'
// Beneath the public function: to put the checksums of damaged records right.
import { formatRecord, parseRecords } from '../../../../packages/train/src/tensor-board/records.ts'
import { damageBytes, damageText, joined } from '../damage.ts'
import { damageJson } from '../damage-json.ts'
import type { Kind } from '../kind.ts'

const folder = (): string => mkdtempSync(join(tmpdir(), 'dlw-fuzz-'))

export const eventFiles = async (): Promise<Kind> => {
  const writer = await eventWriter(folder())
  for (let step = 0; step < 3; step++) writer.scalar('loss', 1 / (step + 1), step)
  writer.histogram('kernel', [1, 2, 3, 4], 0)
  writer.text('note', 'a lower rate', 1)
  await writer.flush()
  return {
    files: [readFileSync(writer.path)],
    damage: [
      (file, random) => {
        const records = parseRecords(file)
        const which = random.integer(0, records.length)
        const framed = records.map((record, place) =>
          formatRecord(place === which ? damageBytes(record, random) : record),
        )
        return joined(...framed)
      },
    ],
    read: parseEvents,
    wrong(result) {
      const { events } = result as ReturnType<typeof parseEvents>
      const bad = events.find(
        ({ tag, wallTime, step }) => typeof tag !== 'string' || Number.isNaN(wallTime) || Number.isNaN(step),
      )
      return bad && `an event without a time, step or tag: ${JSON.stringify(bad).slice(0, 100)}`
    },
  }
}

export const experimentLogs = async (): Promise<Kind> => {
  const path = join(folder(), 'runs.csv')
  const log = experimentLog(path)
  const testData = { x: [[1], [2]], y: [2, 4] }
  for (const value of [3.2, 2.9]) {
    await log.append({ model: 'small', description: '10-5, "wide"', metric: 'rmse', value, testSet: 'years', testData })
  }
  return {
    files: [readFileSync(path)],
    damage: [damageText, damageText],
    async read(bytes) {
      writeFileSync(path, bytes)
      return log.runs()
    },
    wrong(result) {
      const bad = (result as { model: unknown; value: unknown }[]).find(
        ({ model, value }) => typeof model !== 'string' || typeof value !== 'number',
      )
      return bad && `a run without a model or value: ${JSON.stringify(bad).slice(0, 100)}`
    },
  }
}

/** A search that goes on from a damaged trial. */
export const tunerState = async (): Promise<Kind> => {
  const directory = folder()
  const run = (): ReturnType<typeof search> =>
    search(({ x }) => x as number, {
      space: { x: decimal({ min: 0, max: 1 }) },
      strategy: randomSearch(),
      maxTrials: 3,
      direction: 'min',
      seed: 0,
      directory,
    }) as never
  await run()
  const whole = new Map(readdirSync(directory).map((name) => [name, readFileSync(join(directory, name))]))
  const trial = whole.get('trial-0001.json')!
  const path = join(directory, 'trial-0001.json')
  return {
    files: [trial],
    damage: [damageText, damageJson, damageJson, damageJson],
    async read(bytes) {
      for (const [name, content] of whole) writeFileSync(join(directory, name), content)
      writeFileSync(path, bytes)
      const { trials } = await run()
      return trials
    },
    wrong(result) {
      const bad = (result as { status: string; score?: unknown }[]).find(
        ({ status, score }) => status === 'completed' && !Number.isFinite(score),
      )
      return bad && `a completed trial without a score: ${JSON.stringify(bad).slice(0, 100)}`
    },
  }
}
