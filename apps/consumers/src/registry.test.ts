import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { type Registry, startRegistry } from './registry.ts'

const folder = mkdtempSync(join(tmpdir(), 'dlw-registry-'))
let registry: Registry | undefined
afterEach(async () => {
  await registry?.close()
  rmSync(folder, { recursive: true, force: true })
})

it('gives out what it was given, and takes no version twice', async () => {
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: '@scope/thing', version: '1.2.3', main: 'a.js' }))
  writeFileSync(join(folder, 'a.js'), 'module.exports = 1\n')
  execFileSync('npm', ['pack', '--silent'], { cwd: folder, shell: process.platform === 'win32' })
  const archive = readFileSync(join(folder, 'scope-thing-1.2.3.tgz'))
  registry = await startRegistry()
  const address = `${registry.url}/@scope%2fthing`
  const publication = {
    'dist-tags': { canary: '1.2.3' },
    versions: { '1.2.3': {} },
    _attachments: { 'thing.tgz': { data: archive.toString('base64') } },
  }
  const publish = () => fetch(address, { method: 'PUT', body: JSON.stringify(publication) })

  expect((await fetch(address)).status).toBe(404)
  expect((await publish()).status).toBe(201)
  expect((await publish()).status).toBe(409)
  const about = await (await fetch(address)).json()
  expect(about).toMatchObject({ 'dist-tags': { canary: '1.2.3' }, versions: { '1.2.3': { main: 'a.js' } } })
  const { tarball, integrity } = about.versions['1.2.3'].dist
  const bytes = new Uint8Array(await (await fetch(tarball)).arrayBuffer())
  expect(integrity).toBe(`sha512-${createHash('sha512').update(bytes).digest('base64')}`)
  expect(bytes).toEqual(new Uint8Array(archive))
})
