/**
 * `pnpm torture [scenario …] [--rounds 20] [--seed 0]`: kills trainings, searches and saves at random moments, fills the
 * disk under every writer, and lets eight write at once. A finding is a difference in digits, something lost, something
 * half-written under its final name, or litter.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRandom } from '@dlw/data'
import '@dlw/testing/cpu-backend'
import * as tf from '@tensorflow/tfjs-core'
import { readArguments } from '../read-arguments.ts'
import type { Scenario } from './scenario.ts'
import { eightWriters } from './scenarios/eight-writers.ts'
import { fullDisk } from './scenarios/full-disk.ts'
import { queue } from './scenarios/queue.ts'
import { killedWriter } from './scenarios/saves.ts'
import { killedSearch } from './scenarios/search.ts'
import { training } from './scenarios/training.ts'
import { writers } from './writers.ts'

const study = String(new URL('./programs/study.ts', import.meta.url))
const scenarios: readonly Scenario[] = [
  training,
  killedSearch('search alone', 80, {}),
  killedSearch('search with workers', 80, { workers: 2, worker: study, backend: 'cpu' }),
  queue,
  ...writers.flatMap((writer) => [killedWriter(writer), fullDisk(writer), eightWriters(writer)]),
]
const { names, rounds, seed } = readArguments('torture', {
  names: scenarios.map(({ name }) => name),
  numbers: { rounds: 20, seed: 0 },
})

await tf.setBackend('cpu')
let found = 0
for (const [index, { name, run }] of scenarios.entries()) {
  if (names.length > 0 && !names.some((part) => name.includes(part))) continue
  const folder = mkdtempSync(join(tmpdir(), 'dlw-torture-'))
  const began = performance.now()
  try {
    const random = createRandom(seed! + index)
    const { done, findings } = await run({ rounds: rounds!, random, folder })
    found += findings.length
    const seconds = ((performance.now() - began) / 1000).toFixed(0)
    process.stdout.write(`${findings.length === 0 ? '✓' : '✗'} ${name.padEnd(34)} ${done} (${seconds} s)\n`)
    for (const finding of findings.slice(0, 20)) process.stdout.write(`    ${finding}\n`)
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}
process.stdout.write(`${found} findings with seed ${seed}\n`)
process.exitCode = found > 0 ? 1 : 0
