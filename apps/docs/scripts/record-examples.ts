import { globSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { format } from 'node:util'
import { useBackend } from '@dlw/backend'
import { apps } from '../src/lib/paths.ts'
import type { Run } from '../src/lib/run-file.ts'
import { provenance } from './provenance.ts'

/** Runs each example of a folder: what it logs is its output, what it exports as `numbers` and `figures` are those. */
export async function recordExamples(name: string, pattern: string): Promise<Run> {
  const started = performance.now()
  const { name: backend } = await useBackend({ prefer: 'wasm' })
  const outputs: Run['outputs'] = {}
  const numbers: Run['numbers'] = {}
  const figures: Run['figures'] = {}
  for (const file of globSync(pattern, { cwd: apps }).sort()) {
    const lines: string[] = []
    const genuine = console.log
    console.log = (...values: unknown[]) => void lines.push(format(...values))
    try {
      const module = (await import(pathToFileURL(join(apps, file)).href)) as Partial<Run>
      Object.assign(numbers, module.numbers)
      Object.assign(figures, module.figures)
    } finally {
      console.log = genuine
    }
    outputs[basename(file, '.ts')] = lines.join('\n')
  }
  return { name, provenance: provenance(name, backend, started), numbers, outputs, figures, curves: {} }
}
