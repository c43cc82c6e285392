/**
 * Publishes every package whose version the registry does not have, from the archive that pnpm packs. npm itself
 * publishes: it signs in by OIDC where the registry trusts this workflow, else by the token that it finds, and adds
 * provenance.
 *
 *   node scripts/release/publish.ts [--provenance] [--dist-tag canary] [--registry http://…] [--tags published.txt]
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { publishedPackages, root } from './packages.ts'

const { values } = parseArgs({
  options: {
    provenance: { type: 'boolean' },
    'dist-tag': { type: 'string', default: 'latest' },
    registry: { type: 'string' },
    tags: { type: 'string' },
  },
})
const registry = values.registry === undefined ? [] : ['--registry', values.registry]
const published: string[] = []
const folder = mkdtempSync(join(tmpdir(), 'dlw-publish-'))
try {
  for (const { name, version } of publishedPackages()) {
    const found = spawnSync('npm', ['view', `${name}@${version}`, 'version', ...registry], { encoding: 'utf8' })
    if (found.status === 0 && found.stdout.trim() === version) {
      process.stdout.write(`${name}@${version} is there already\n`)
      continue
    }
    const place = join(folder, name.replace('/', '-'))
    execFileSync('pnpm', ['--filter', name, 'pack', '--pack-destination', place], { cwd: root, stdio: 'ignore' })
    const archive = join(place, readdirSync(place)[0]!)
    const flags = ['--access', 'public', '--tag', values['dist-tag'], ...registry]
    execFileSync('npm', ['publish', archive, ...flags, ...(values.provenance ? ['--provenance'] : [])], {
      cwd: folder,
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    published.push(`${name}@${version}`)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
if (values.tags !== undefined) writeFileSync(values.tags, published.map((tag) => `${tag}\n`).join(''))
process.stdout.write(published.length > 0 ? `published ${published.join(', ')}\n` : 'nothing to publish\n')
