import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { temporaryDirectory } from '@dlw/testing'
import { expect, it } from 'vitest'

const require = createRequire(import.meta.url)
const core = require.resolve('@tensorflow/tfjs-core')

/** A second copy of the core, in another folder. */
function otherCore(): string {
  const folder = temporaryDirectory()
  const copy = join(folder, 'dist')
  mkdirSync(copy)
  cpSync(core, join(copy, 'core.cjs'))
  for (const name of ['seedrandom', 'long', 'node-fetch']) {
    const manifest = createRequire(core).resolve(`${name}/package.json`)
    cpSync(dirname(manifest), join(folder, 'node_modules', name), { recursive: true, dereference: true })
  }
  writeFileSync(join(folder, 'package.json'), '{}')
  return pathToFileURL(join(copy, 'core.cjs')).href
}

const ours = new URL('./use-backend.ts', import.meta.url).href
const said = (...modules: string[]): string => {
  const program = `
    for (const name of ${JSON.stringify(modules)}) await import(name)
    const { useBackend } = await import(${JSON.stringify(ours)})
    console.log(await useBackend({ prefer: 'cpu' }).then(({ name }) => name, (error) => error.message))`
  const flags = ['--conditions=@dlw/source', '--experimental-strip-types', '--no-warnings', '--input-type=module']
  return execFileSync(process.execPath, [...flags, '--eval', program], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim()
}

it('names a second copy of TensorFlow.js, whichever was loaded first, and takes one for one', () => {
  const other = otherCore()
  const message = (when: string) =>
    new RegExp(`^useBackend: expected one copy of @tensorflow/tfjs-core, .* loaded ${when} .* and run npm dedupe\\.$`)
  expect(said(other, ours)).toMatch(message('before'))
  expect(said(ours, other)).toMatch(message('after'))
  expect(said(ours, pathToFileURL(core).href)).toBe('cpu')
})
