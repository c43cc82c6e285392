/**
 * `pnpm fuzz [kind …] [--count] [--seed] [--seconds]`: gives damaged and hostile files to every reader. With `--seconds`
 * the kinds share that time; `--write 1` keeps the results for the docs page.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { readArguments } from '../read-arguments.ts'
import { kinds } from './kinds/index.ts'
import { type KindResult, runKind } from './run-kind.ts'

const table = fileURLToPath(new URL('results.json', import.meta.url))
const names = Object.keys(kinds)
const { names: parts, ...given } = readArguments('fuzz', {
  names,
  numbers: { count: 1000, seed: 0, seconds: 0, write: 0 },
})
const chosen = names.filter(
  (name) => parts.length === 0 || parts.includes(name) || parts.some((part) => name.includes(part)),
)
const seconds = given.seconds > 0 ? given.seconds / chosen.length : Number.POSITIVE_INFINITY

const results: KindResult[] = []
for (const kind of chosen) {
  const result = await runKind(kind, { seed: given.seed, count: given.count, seconds })
  results.push(result)
  const { inputs, accepted, refused, slowest, findings } = result
  process.stdout.write(
    `${findings.length === 0 ? '✓' : '✗'} ${kind.padEnd(12)} ${String(inputs).padStart(7)} files: ${refused} refused, ${accepted} read, slowest ${Math.round(slowest)} ms, ${findings.length} findings\n`,
  )
  for (const { index, what } of findings.slice(0, 20))
    process.stdout.write(`    --seed ${given.seed}, file ${index}: ${what}\n`)
}
if (given.write > 0) {
  const { version } = process
  const about = { node: version, cores: availableParallelism(), seed: given.seed }
  // Kinds that were left out this time keep their results.
  const before = existsSync(table) ? (JSON.parse(readFileSync(table, 'utf8')) as { kinds: KindResult[] }).kinds : []
  const all = new Map([...before, ...results].map((result) => [result.kind, result]))
  const ordered = names.flatMap((name) => all.get(name) ?? [])
  writeFileSync(table, `${JSON.stringify({ about, kinds: ordered }, null, 2)}\n`)
}
process.exitCode = results.some(({ findings }) => findings.length > 0) ? 1 : 0
