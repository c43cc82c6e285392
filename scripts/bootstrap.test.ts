import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { temporaryDirectory } from '@dlw/testing'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

/** A copy of the door in front of an empty house, with an npm of our own before it on the path. */
function house(npm: string) {
  const folder = temporaryDirectory()
  mkdirSync(join(folder, 'scripts'))
  mkdirSync(join(folder, 'bin'))
  cpSync(join(root, 'scripts/bootstrap.mjs'), join(folder, 'scripts/bootstrap.mjs'))
  cpSync(join(root, 'package.json'), join(folder, 'package.json'))
  writeFileSync(join(folder, 'bin/npm'), `#!/bin/sh\n${npm}\n`)
  chmodSync(join(folder, 'bin/npm'), 0o755)
  const { npm_execpath: _, ...env } = process.env
  return (...args: string[]) =>
    spawnSync(process.execPath, [join(folder, 'scripts/bootstrap.mjs'), ...args], {
      encoding: 'utf8',
      env: { ...env, PATH: [join(folder, 'bin'), process.env.PATH].join(delimiter) },
    })
}

describe('bootstrap', () => {
  it.skipIf(process.platform === 'win32')(
    'says what it can do when asked for something else (needs a POSIX shell)',
    () => {
      const run = house('exit 0')('dance')
      expect(run.status).toBe(1)
      expect(run.stderr).toMatch(
        /^bootstrap: expected one of start, episode, bench, test, docs:check, .*, received "dance"\.\n$/,
      )
    },
  )

  it.skipIf(process.platform === 'win32')(
    'stops at a failing step with its output, its name and what to do (needs a POSIX shell)',
    () => {
      const run = house('echo "the registry is asleep" >&2; exit 7')('test')
      expect(run.status).toBe(7)
      expect(run.stdout).toBe('')
      expect(run.stderr).toContain('the registry is asleep')
      expect(run.stderr).toContain('✗ Installing pnpm failed (exit code 7).')
      expect(run.stderr).toContain('What to do: check the connection to the npm registry')
    },
  )
})
