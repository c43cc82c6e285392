import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { toSvg } from '@dlw/viz'
import { episodes } from '../../episodes/src/episodes.ts'
import type { Stage } from '../../episodes/src/stage.ts'
import type { Recorded } from '../src/lib/recorded.ts'
import type { Run } from '../src/lib/run-file.ts'
import { places } from './places.ts'
import { provenance } from './provenance.ts'

type RecordedEpisode = Extract<Recorded, { kind: 'episode' }>

/**
 * Runs an episode on a stage that writes everything down. The backend is wasm: every machine has it, and its digits
 * are the same in Node and in browsers.
 *
 * @throws Error if the episode prints no text where `outputs` expects one, or its data or weights are not at hand.
 */
export async function recordEpisode(name: string, what: RecordedEpisode): Promise<Run> {
  const { outputs, trainings, backbone, search } = what
  const { data, weights } = places(name, what)
  const episode = await episodes[name]!()
  const prints: Record<string, string> = {}
  const figures: Run['figures'] = {}
  const curves: Run['curves'] = {}
  let step = ''
  const count = { prints: 0, trainings: 0 }
  const stage: Stage = {
    step(title) {
      step = title
      count.prints = 0
      process.stderr.write(`${name}: ${title}\n`)
    },
    say() {},
    print(value) {
      count.prints += 1
      prints[`${step}/${count.prints}`] = String(value)
    },
    async figure(figure, caption, draw) {
      figures[figure] = { caption, svg: toSvg(draw()) }
    },
    progress() {
      const losses: number[] = []
      const label = trainings[count.trainings++]
      if (label === undefined)
        throw new Error(`record: expected ${trainings.length} trainings of ${name}, received one more.`)
      curves[label] = losses
      return {
        onEpochEnd(_epoch, logs) {
          losses.push(logs.loss!)
          if (logs.val_loss === undefined) return
          const validation = curves[`${label}, validation`] ?? []
          validation.push(logs.val_loss)
          curves[`${label}, validation`] = validation
        },
      }
    },
  }
  const directory = await mkdtemp(join(tmpdir(), 'dlw-'))
  try {
    const started = performance.now()
    const numbers = await episode(
      { seed: 0, device: { prefer: 'wasm' }, quick: false, data, backbone, weights, search, directory },
      stage,
    )
    return {
      name,
      provenance: provenance(name, String(numbers.backend), started),
      numbers,
      outputs: Object.fromEntries(Object.entries(outputs).map(([key, place]) => [key, printed(prints, place)])),
      figures,
      curves,
    }
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

function printed(prints: Record<string, string>, place: string): string {
  const text = prints[place]
  if (!text)
    throw new Error(`record: expected a print of the episode (${Object.keys(prints).join('; ')}), received ${place}.`)
  return text
}
