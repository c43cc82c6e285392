import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { cellCode, programFolder } from '../src/lib/episode-programs.ts'
import { apps } from '../src/lib/paths.ts'
import { programs } from '../src/lib/programs.ts'
import type { Recorded } from '../src/lib/recorded.ts'
import type { Run } from '../src/lib/run-file.ts'
import { runCell } from '../src/live/run-cell.ts'
import { provenance } from './provenance.ts'

/** Runs a program of a page as the page would, on wasm. */
export async function recordProgram(
  name: string,
  { program, trainings, epochs, weights }: Extract<Recorded, { kind: 'program' }>,
): Promise<Run> {
  const curves: Run['curves'] = {}
  let backend = ''
  let training = 0
  const started = performance.now()
  const results = await runCell({
    source: cellCode(program),
    returns: programs[program]!.returns,
    options: {
      seed: 0,
      device: { prefer: 'wasm' },
      epochs,
      quick: false,
      data: undefined,
      weights: weights && join(apps, weights),
    },
    stage: {
      say() {},
      backend: (report) => {
        backend = report.name
      },
      progress() {
        const label = trainings[training++]!
        const [losses, validation]: [number[], number[]] = [[], []]
        curves[label] = losses
        curves[`${label}, validation`] = validation
        return {
          onEpochEnd(_epoch, logs) {
            losses.push(logs.loss!)
            if (logs.val_loss !== undefined) validation.push(logs.val_loss)
          },
        }
      },
    },
    loadModule: (module) =>
      import(module.startsWith('.') ? pathToFileURL(join(programFolder(program), module)).href : module),
    console: { log() {}, table() {} },
  })
  const numbers = { backend, matrix: results.matrix }
  return { name, provenance: provenance(name, backend, started), numbers, outputs: {}, figures: {}, curves }
}
