/** The process that reads damaged files: `child.ts <kind> <seed> <first> <count>`. It tells its parent of each. */
import { createRandom } from '@dlw/data'
import '@tensorflow/tfjs-backend-cpu'
import * as tf from '@tensorflow/tfjs-core'
import { damageBytes, pick } from './damage.ts'
import type { Kind } from './kind.ts'
import { kinds } from './kinds/index.ts'

/** What a child says. */
export type Message =
  | { index: number }
  | { index: number; outcome: 'accepted' | 'refused'; milliseconds: number; problem?: string }

const most = 2 ** 30
const prototypeKeys = Reflect.ownKeys(Object.prototype).length
const [name, seed, first, count] = process.argv.slice(2) as [string, string, string, string]
// Libraries that print would otherwise fill the terminal.
for (const method of ['log', 'warn', 'error'] as const) console[method] = () => undefined
process.on('disconnect', () => process.exit())

await tf.setBackend('cpu')
const kind = await (await kinds[name]!())()
const originals = new Map<Uint8Array, unknown>()
for (const file of kind.files) originals.set(file, await kind.read(file))
let tensors = tf.memory().numTensors
const resident = process.memoryUsage.rss()

for (let index = Number(first); index < Number(first) + Number(count); index++) {
  await tell({ index })
  const start = performance.now()
  const { outcome, problem } = await attempt(kind, index)
  const milliseconds = performance.now() - start
  await tell({ index, outcome, milliseconds, ...(problem !== undefined && { problem }) })
}
process.disconnect()

/** Waits until the message has gone: what is still under way when this process ends is lost. */
function tell(message: Message): Promise<void> {
  return new Promise((resolve, reject) =>
    process.send!(message, (error: Error | null) => (error ? reject(error) : resolve())),
  )
}

async function attempt(
  { files, damage = [], read, wrong, isChecked = false }: Kind,
  index: number,
): Promise<{ outcome: 'accepted' | 'refused'; problem: string | undefined }> {
  const random = createRandom((Number(seed) * 1_000_003 + index) % 2 ** 32)
  const file = pick(files, random)
  const way = pick([damageBytes, ...damage], random)
  const bytes = way(file, random)
  try {
    const result = await read(bytes)
    const original = isChecked && way === damageBytes ? originals.get(file) : undefined
    return { outcome: 'accepted', problem: wrong?.(result, original) ?? trace() }
  } catch (error) {
    return { outcome: 'refused', problem: ungrammatical(error) ?? trace() }
  }
}

/** An error of ours says what was expected, what came, and what to do. */
function ungrammatical(error: unknown): string | undefined {
  if (error instanceof Error && /^[\w.]+: expected [\s\S]+, received [\s\S]+/.test(error.message)) return undefined
  const shown = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  return `raw error: ${shown.slice(0, 200)}`
}

/** What reading left behind. */
function trace(): string | undefined {
  if (Reflect.ownKeys(Object.prototype).length !== prototypeKeys) return 'Object.prototype was changed'
  const left = tf.memory().numTensors - tensors
  tensors += left
  if (left !== 0) return `${left} tensors are left`
  const grown = process.memoryUsage.rss() - resident
  return grown > most ? `${Math.round(grown / 2 ** 20)} MiB of memory` : undefined
}
