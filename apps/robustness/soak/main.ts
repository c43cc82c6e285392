/**
 * `pnpm soak [activity …] [--rounds 3000] [--seed 0]`: does everything again and again in one process. A finding is a
 * tensor that stays, or memory that has grown by more than 5 % since the warm-up, the first fifth of the rounds.
 */
import '@dlw/testing/cpu-backend'
import { useBackend } from '@dlw/backend'
import { createRandom } from '@dlw/data'
import * as tf from '@tensorflow/tfjs-core'
import { readArguments } from '../read-arguments.ts'
import { activities } from './activities.ts'

const all = Object.keys(activities)
const { names, rounds, seed } = readArguments('soak', { names: all, numbers: { rounds: 3000, seed: 0 } })
const chosen = all.filter((name) => names.length === 0 || names.some((part) => name.includes(part)))
const random = createRandom(seed!)
const collect = (globalThis as { gc?: () => void }).gc
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
const megabytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MB`

await useBackend({ prefer: 'wasm', threads: 1 })
const tensorsBefore = tf.memory().numTensors
const findings: string[] = []
const sizes: { round: number; resident: number; heap: number }[] = []
const every = Math.max(1, Math.floor(rounds! / 100))
const counts = new Map<string, number>()

for (let round = 1; round <= rounds!; round++) {
  const name = chosen[Math.floor(random.uniform(0, chosen.length))]!
  const before = tf.memory().numTensors
  await activities[name]!(round)
  counts.set(name, (counts.get(name) ?? 0) + 1)
  const left = tf.memory().numTensors - before
  if (left !== 0) findings.push(`${name} left ${left} tensors in round ${round}`)
  if (round % every !== 0) continue
  collect?.()
  const { rss: resident, heapUsed: heap } = process.memoryUsage()
  sizes.push({ round, resident, heap })
}

const warm = sizes.filter(({ round }) => round > rounds! / 5)
const ends = [warm.slice(0, Math.ceil(warm.length / 5)), warm.slice(-Math.ceil(warm.length / 5))]
for (const kind of ['resident', 'heap'] as const) {
  const [first, last] = ends.map((part) => median(part.map((size) => size[kind]))) as [number, number]
  const growth = last / first - 1
  process.stdout.write(
    `${kind}: ${megabytes(first)} after the warm-up, ${megabytes(last)} at the end (${(growth * 100).toFixed(1)} %)\n`,
  )
  if (growth > 0.05) findings.push(`${kind} memory grew by ${(growth * 100).toFixed(1)} %`)
}
process.stdout.write(`tensors: ${tensorsBefore} before, ${tf.memory().numTensors} after\n`)
process.stdout.write(`rounds: ${[...counts].map(([name, count]) => `${count} × ${name}`).join(', ')}\n`)
for (const finding of findings.slice(0, 20)) process.stdout.write(`    ${finding}\n`)
process.stdout.write(`${findings.length} findings with seed ${seed}\n`)
process.exitCode = findings.length > 0 ? 1 : 0
