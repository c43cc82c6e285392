/**
 * `pnpm footprint`: what each entry and ten typical imports cost, as a table: kilobytes in a page and milliseconds in
 * Node. `--install` measures instead what npm puts on the disk for each package.
 */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { entries } from './entries.ts'
import { installFootprint } from './install-footprint.ts'
import { measureEntry } from './measure-entry.ts'

const episodes = fileURLToPath(new URL('../../apps/episodes', import.meta.url))

/** Milliseconds that Node takes to import what a program imports, from the built packages: the least of five. */
function importTime(code: string): number {
  const from = /'([^']+)'/.exec(code)![1]!
  const program = `const start = performance.now(); await import('${from}'); process.stdout.write(String(performance.now() - start))`
  const times = Array.from({ length: 5 }, () =>
    Number(
      execFileSync(process.execPath, ['--input-type=module', '--eval', program], { cwd: episodes, encoding: 'utf8' }),
    ),
  )
  return times.reduce((least, time) => Math.min(least, time))
}

let failed = false
if (process.argv.includes('--install')) {
  process.stdout.write('| install | MB beside tfjs | ceiling | packages | files |\n|---|---:|---:|---:|---:|\n')
  for (const { name, megabytes, ceiling, packages, files } of await installFootprint()) {
    failed ||= megabytes > ceiling
    process.stdout.write(`| ${name} | ${megabytes.toFixed(0)} | ${ceiling} | ${packages} | ${files} |\n`)
  }
} else {
  process.stdout.write('| import | kB at once | ceiling | kB when needed | ms in Node |\n|---|---:|---:|---:|---:|\n')
  for (const { name, code, ceiling } of entries) {
    const { first, later } = await measureEntry(code)
    failed ||= first > ceiling
    const cells = [name, first.toFixed(1), ceiling, later.toFixed(1), importTime(code).toFixed(0)]
    process.stdout.write(`| ${cells.join(' | ')} |\n`)
  }
}
process.exitCode = failed ? 1 : 0
