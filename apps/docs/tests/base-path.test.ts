import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { unzipSync, zipSync } from 'fflate'
import { chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundleFiles } from '../scripts/bundle-files.ts'
import { executablePath, needsBrowser } from './browser.ts'

const folder = fileURLToPath(new URL('..', import.meta.url))
const out = `${folder}.astro/base-path-test`
const unpacked = mkdtempSync(join(tmpdir(), 'dlw-bundle-'))
let server: ChildProcess | undefined

describe('the site, built for another path', () => {
  beforeAll(() => {
    execFileSync(process.execPath, ['node_modules/astro/bin/astro.mjs', 'build', '--outDir', out], {
      cwd: folder,
      // The test runner's own variables (BASE_URL, MODE, …) would override the site's.
      env: { PATH: process.env.PATH, HOME: process.env.HOME, DOCS_BASE: '/some/path' },
      stdio: 'pipe',
    })
  }, 600_000)
  afterAll(() => {
    server?.kill()
    for (const path of [out, unpacked]) rmSync(path, { recursive: true, force: true })
  })

  it('keeps every link inside that path', () => {
    const pages = globSync('**/*.html', { cwd: out })
    expect(pages.length).toBeGreaterThan(5)
    const outside = pages.flatMap((page) =>
      [...readFileSync(`${out}/${page}`, 'utf8').matchAll(/ (?:href|src|data-data|data-weights)="(\/[^"]*)"/g)]
        .map((match) => match[1]!)
        .filter((address) => !address.startsWith('/some/path/'))
        .map((address) => `${page}: ${address}`),
    )
    expect(outside).toEqual([])
  })

  it('trains from its bundle, unpacked and served by the server in it', async ({ skip }) => {
    skip(executablePath === undefined, needsBrowser)
    const site = globSync('**/*', { cwd: out })
      .filter((file) => statSync(join(out, file)).isFile())
      .map((file): [string, Uint8Array] => [file.replaceAll('\\', '/'), readFileSync(join(out, file))])
    const zip = zipSync(bundleFiles(Object.fromEntries(site), '/some/path/'), { level: 0 })
    for (const [name, content] of Object.entries(unzipSync(zip))) {
      mkdirSync(dirname(join(unpacked, name)), { recursive: true })
      writeFileSync(join(unpacked, name), content)
    }
    expect(readFileSync(join(unpacked, 'HOW-TO-SERVE.txt'), 'utf8')).toContain('http://localhost:8000/some/path/')
    server = spawn(process.execPath, [join(unpacked, 'serve.mjs'), '0'])
    const url = await new Promise<string>((resolve) =>
      server!.stdout!.once('data', (line) => resolve(`${line}`.trim())),
    )
    expect(url).toMatch(/\/some\/path\/$/)
    expect((await fetch(url)).status).toBe(200)
    expect((await fetch(`${new URL(url).origin}/../../etc/hostname`)).status).toBe(404)
    const browser = await chromium.launch({ executablePath: executablePath!, args: ['--no-sandbox', '--disable-gpu'] })
    const page = await browser.newPage()
    const troubles: string[] = []
    page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()))
    page.on('request', (request) => request.url().startsWith(url) || troubles.push(request.url()))
    await page.goto(url)
    await page.locator('dlw-hero button').click()
    await page.waitForFunction(() => document.querySelector<HTMLElement>('dlw-hero')!.dataset.losses, null, {
      timeout: 120_000,
    })
    await page.keyboard.press('Control+k')
    await page.locator('dlw-search input').fill('early stopping')
    await page.locator('dlw-search li').first().waitFor()
    await browser.close()
    expect(troubles).toEqual([])
  })
})
