import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { dirname, join } from 'node:path'
import { unzipSync } from 'fflate'
import { expect, it, onTestFinished } from 'vitest'
import { readRun } from '../src/lib/runs.ts'

const site = new URL('../', import.meta.url).pathname

it('the download of the lesson runs by itself and reaches the recorded numbers', { timeout: 600_000 }, () => {
  const files = unzipSync(readFileSync(join(site, 'dist/downloads/dlw-programs.zip')))
  // Here the workspace's packages are found.
  const folder = mkdtempSync(join(site, 'lesson-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  const project = join(folder, 'dlw-programs')
  const { dependencies } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'))
  const needed = Object.entries(files)
    .filter(([path]) => path.endsWith('.ts'))
    .flatMap(([, content]) => [...new TextDecoder().decode(content).matchAll(/ from '([^.'][^']*)'/g)])
    .map(([, name]) =>
      name!
        .split('/')
        .slice(0, name!.startsWith('@') ? 2 : 1)
        .join('/'),
    )
    .filter((name) => !name.startsWith('node:') && !builtinModules.includes(name))
  expect(Object.keys(dependencies)).toEqual(expect.arrayContaining([...new Set(needed)]))
  for (const version of Object.values(dependencies)) expect(version).toMatch(/^\^\d+\.\d+\.\d+$/)

  const run = execFileSync(
    'node',
    ['--conditions=@dlw/source', 'src/main.ts', 'penguins', '--json', '--seed', '0', '--backend', 'wasm'],
    {
      cwd: project,
      encoding: 'utf8',
    },
  )
  const { seconds: _, ...numbers } = JSON.parse(run)
  expect(numbers).toEqual(readRun('penguins').numbers)
})
