import { execFileSync } from 'node:child_process'
import { globSync, readFileSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, it } from 'vitest'

const folder = fileURLToPath(new URL('..', import.meta.url))
const out = `${folder}.astro/base-path-test`

afterAll(() => rmSync(out, { recursive: true, force: true }))

it('keeps every link inside the path that it is built for', () => {
  execFileSync(process.execPath, ['node_modules/astro/bin/astro.mjs', 'build', '--outDir', out], {
    cwd: folder,
    // The test runner's own variables (BASE_URL, MODE, …) would override the site's.
    env: { PATH: process.env.PATH, HOME: process.env.HOME, DOCS_BASE: '/some/path/' },
    stdio: 'pipe',
  })
  const pages = globSync('**/*.html', { cwd: out })
  expect(pages.length).toBeGreaterThan(5)
  const outside = pages.flatMap((page) =>
    [...readFileSync(`${out}/${page}`, 'utf8').matchAll(/ (?:href|src|data-data)="(\/[^"]*)"/g)]
      .map((match) => match[1]!)
      .filter((address) => !address.startsWith('/some/path/'))
      .map((address) => `${page}: ${address}`),
  )
  expect(outside).toEqual([])
})
