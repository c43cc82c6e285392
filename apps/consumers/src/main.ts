/** `pnpm consumers [name …] [--quick] [--keep]`: installs the packed packages into every kind of project, and runs them. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Consumer } from './consumer.ts'
import { packPackages } from './pack-packages.ts'
import { startRegistry } from './registry.ts'
import { runConsumer } from './run-consumer.ts'

const kinds = fileURLToPath(new URL('../kinds', import.meta.url))
const options = { quick: { type: 'boolean' }, keep: { type: 'boolean' }, 'no-build': { type: 'boolean' } } as const
const { values, positionals } = parseArgs({ allowPositionals: true, options, strict: false })
const flag = Object.keys(values).find((name) => !Object.hasOwn(options, name))
if (flag !== undefined) {
  process.stderr.write(`consumers: expected --quick, --keep or --no-build, received --${flag}.\n`)
  process.exit(2)
}

const all = readdirSync(kinds)
  .filter((name) => name !== 'shared')
  .map((name) => {
    const { consumer } = JSON.parse(readFileSync(join(kinds, name, 'package.json'), 'utf8')) as { consumer: Consumer }
    return { name, consumer }
  })
const unknown = positionals.filter((name) => !all.some((kind) => kind.name === name))
if (unknown.length > 0) {
  process.stderr.write(`consumers: expected one of ${all.map(({ name }) => name).join(', ')}, received ${unknown}.\n`)
  process.exit(2)
}
const chosen = all.filter(({ name, consumer }) =>
  positionals.length > 0 ? positionals.includes(name) : !values.quick || consumer.quick,
)

const folder = mkdtempSync(join(tmpdir(), 'dlw-consumers-'))
const registry = await startRegistry()
let failed = 0
try {
  for (const tarball of await packPackages({ folder, build: !values['no-build'] })) registry.add(tarball)
  for (const { name, consumer } of chosen) {
    for (const node of values.quick ? [undefined] : (consumer.node ?? [undefined])) {
      const { ok, line, log } = await runConsumer({ name, consumer, node, source: join(kinds, name), folder, registry })
      process.stdout.write(`${ok ? '✓' : '✗'} ${[name, node].filter(Boolean).join(' ').padEnd(26)} ${line}\n`)
      if (!ok) {
        failed++
        process.stdout.write(`${log.replace(/^/gm, '    ')}\n`)
      }
    }
  }
} finally {
  await registry.close()
  if (values.keep) process.stdout.write(`kept: ${folder}\n`)
  else rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}
process.exitCode = failed > 0 ? 1 : 0
