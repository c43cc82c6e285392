import { globSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { format } from 'node:util'
import { useBackend } from '@dlw/backend'
import { apps } from '../src/lib/paths.ts'
import type { Run } from '../src/lib/run-file.ts'
import { provenance } from './provenance.ts'

/**
 * Runs each example of a folder: what it logs is its output, what it exports as `numbers` and `figures` are those. A
 * logged `--- name` begins another output, `file/name`.
 */
export async function recordExamples(name: string, pattern: string): Promise<Run> {
  const started = performance.now()
  const { name: backend } = await useBackend({ prefer: 'wasm' })
  const outputs: Run['outputs'] = {}
  const numbers: Run['numbers'] = {}
  const figures: Run['figures'] = {}
  for (const file of globSync(pattern, { cwd: apps }).sort()) {
    const parts: Record<string, string[]> = {}
    let lines: string[] = []
    parts[basename(file, '.ts')] = lines
    const genuine = console.log
    console.log = (...values: unknown[]) => {
      const part = /^--- (\S+)$/.exec(String(values[0]))?.[1]
      if (part === undefined) return void lines.push(format(...values))
      lines = []
      parts[`${basename(file, '.ts')}/${part}`] = lines
    }
    try {
      const module = (await import(pathToFileURL(join(apps, file)).href)) as Partial<Run>
      Object.assign(numbers, module.numbers)
      Object.assign(figures, module.figures)
    } finally {
      console.log = genuine
    }
    for (const [part, said] of Object.entries(parts)) if (said.length > 0) outputs[part] = said.join('\n')
  }
  return { name, provenance: provenance(name, backend, started), numbers, outputs, figures, curves: {} }
}
