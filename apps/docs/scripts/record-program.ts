import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { cellCode, programFolder } from '../src/lib/episode-programs.ts'
import { apps } from '../src/lib/paths.ts'
import { program } from '../src/lib/programs.ts'
import type { Recorded } from '../src/lib/recorded.ts'
import type { Run } from '../src/lib/run-file.ts'
import { runCell } from '../src/live/run-cell.ts'
import { provenance } from './provenance.ts'
import { recordingContext } from './recording-context.ts'

/** Runs a program of a page as the page would, on wasm. */
export async function recordProgram(
  name: string,
  { program: cell, epochs, weights }: Extract<Recorded, { kind: 'program' }>,
): Promise<Run> {
  const { context, shown } = recordingContext()
  let backend = ''
  const started = performance.now()
  const { matrix } = await runCell({
    source: cellCode(cell),
    run: program(cell).run,
    options: {
      seed: 0,
      device: { prefer: 'wasm' },
      epochs,
      data: undefined,
      weights: weights && join(apps, weights),
    },
    context: {
      ...context,
      score() {},
      backend: (report) => {
        backend = report.name
      },
    },
    loadModule: (module) =>
      import(module.startsWith('.') ? pathToFileURL(join(programFolder(cell), module)).href : module),
    console: { log() {}, table() {} },
  })
  return { name, provenance: provenance(name, backend, started), numbers: { backend, matrix }, ...shown }
}
