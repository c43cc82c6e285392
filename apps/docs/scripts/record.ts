import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { apps } from '../src/lib/paths.ts'
import { recorded } from '../src/lib/recorded.ts'
import { recordRun } from './record-run.ts'

/** `docs:record [name …]`: runs the lesson's programs with Node and writes what the pages show. */
const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(recorded)
mkdirSync(join(apps, 'docs/runs'), { recursive: true })
for (const name of names) {
  const what = recorded[name]
  if (!what) throw new RangeError(`record: expected one of ${Object.keys(recorded).join(', ')}, received name=${name}.`)
  const run = await recordRun(name, what)
  writeFileSync(join(apps, 'docs/runs', `${name}.json`), `${JSON.stringify(run, null, 2)}\n`)
  const counts = [Object.keys(run.outputs).length, Object.keys(run.figures).length, Object.keys(run.numbers).length]
  console.log(`${name}: ${counts[0]} outputs, ${counts[1]} figures, ${counts[2]} numbers, ${run.provenance.seconds} s`)
}
