import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { apps } from './paths.ts'
import { recorded, sourceHash } from './recorded.ts'
import type { Run } from './run-file.ts'

const cache = new Map<string, Run>()

/**
 * The recorded run of an episode.
 *
 * @throws Error if nothing was recorded, or if the sources have changed since: the build must not show old results.
 */
export function readRun(name: string): Run {
  const known = cache.get(name)
  if (known) return known
  const path = join(apps, 'docs/runs', `${name}.json`)
  if (!recorded[name] || !existsSync(path)) {
    throw new Error(
      `readRun: expected a recorded run, received name=${name}. Record it: npm run docs:record -- ${name}`,
    )
  }
  const run = JSON.parse(readFileSync(path, 'utf8')) as Run
  const sources = sourceHash(name)
  if (run.provenance.sources !== sources) {
    throw new Error(
      `readRun: the sources of ${name} (${recorded[name].sources}) have changed since its run was recorded, so the pages would show old results. Record it again: npm run docs:record -- ${name}`,
    )
  }
  if (!import.meta.env?.DEV) cache.set(name, run)
  return run
}

/** One text that a run printed. @throws Error if the run printed none of that name. */
export function readOutput(name: string, output: string): string {
  const text = readRun(name).outputs[output]
  if (!text?.trim()) throw missing('an output', name, output, Object.keys(readRun(name).outputs))
  return text
}

/** One figure that a run drew. @throws Error if the run drew none of that name. */
export function readFigure(name: string, figure: string): { caption: string; svg: string } {
  const found = readRun(name).figures[figure]
  if (!found?.svg) throw missing('a figure', name, figure, Object.keys(readRun(name).figures))
  return found
}

/** One number (or text) of a run by its path, such as `testClassCounts.Adelie` or `confusionMatrix.1.1`. */
export function readMetric(name: string, key: string): number | string | boolean {
  let value: unknown = readRun(name).numbers
  for (const part of key.split('.')) value = (value as Record<string, unknown> | undefined)?.[part]
  if (!['number', 'string', 'boolean'].includes(typeof value)) {
    throw missing('a number', name, key, Object.keys(readRun(name).numbers))
  }
  return value as number | string | boolean
}

function missing(kind: string, run: string, name: string, known: readonly string[]): Error {
  return new Error(`runs: expected ${kind} of the run ${run} (${known.join(', ')}), received name=${name}.`)
}
