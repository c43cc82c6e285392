import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { browserPath } from '@dlw/testing/browser-path'
import { type Browser, chromium } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { UseBackendOptions } from '../../src/index.ts'
import { inAProcess } from '../in-a-process.ts'
import type { TenSteps } from '../ten-steps.ts'
import { serve } from './serve.ts'

const title = 'in Chromium, bundled by Vite (needs chromium: apt-get install chromium, or CHROMIUM_PATH)'
describe.skipIf(browserPath === undefined)(title, () => {
  let browser: Browser
  let address: string
  let node: TenSteps
  const undo: (() => unknown)[] = []

  beforeAll(async () => {
    const outDir = mkdtempSync(join(tmpdir(), 'dlw-browser-'))
    undo.push(() => rmSync(outDir, { recursive: true }))
    await build({
      root: fileURLToPath(new URL('.', import.meta.url)),
      configFile: false,
      logLevel: 'silent',
      base: './',
      resolve: { conditions: ['@dlw/source', 'module', 'browser', 'development|production'] },
      build: { outDir, emptyOutDir: true, target: 'es2023' },
    })
    const server = await serve(outDir)
    undo.push(server.stop)
    address = server.address
    browser = await chromium.launch({
      executablePath: browserPath!,
      args: [
        '--no-sandbox',
        '--enable-unsafe-webgpu',
        '--use-webgpu-adapter=swiftshader',
        '--enable-unsafe-swiftshader',
        '--use-angle=swiftshader',
      ],
    })
    undo.push(() => browser.close())
    node = await inAProcess({ prefer: 'wasm' })
  }, 120_000)

  afterAll(async () => {
    for (const step of undo.reverse()) await step()
  })

  async function inThePage(options: UseBackendOptions, folder = ''): Promise<TenSteps> {
    const page = await browser.newPage()
    try {
      await page.goto(`${address}${folder}/index.html`)
      await page.waitForFunction('globalThis.tenSteps !== undefined')
      return await page.evaluate(
        (given) => (globalThis as unknown as { tenSteps(o: object): Promise<TenSteps> }).tenSteps(given),
        options,
      )
    } finally {
      await page.close()
    }
  }

  it.each([
    ['cpu', 1e-5],
    ['wasm', 1e-5],
    ['webgl', 1e-2],
    ['webgpu', 1e-2],
  ] as const)('trains on %s to the loss that Node ends at, within %f', async (name, tolerance) => {
    const { report, dense, convolutional } = await inThePage({ prefer: name })
    expect(report.name).toBe(name)
    expect(Math.abs(dense.at(-1)! - node.dense.at(-1)!)).toBeLessThan(tolerance)
    expect(Math.abs(convolutional.at(-1)! - node.convolutional.at(-1)!)).toBeLessThan(tolerance)
  })

  it('takes one thread on a page that may not share memory, and several on one that may', async () => {
    const alone = await inThePage({ prefer: 'wasm', threads: 2 })
    const isolated = await inThePage({ prefer: 'wasm', threads: 2 }, '/isolated')
    expect([alone.report.threads, isolated.report.threads]).toEqual([1, 2])
    expect(isolated.dense).toEqual(alone.dense)
    expect(isolated.convolutional).toEqual(alone.convolutional)
  })

  it('passes software adapters over and takes wasm', async () => {
    const { report } = await inThePage({})
    expect(report.name).toBe('wasm')
    expect(report.tried.map(({ name }) => name)).toEqual(['webgpu', 'webgl', 'wasm'])
    for (const { reason } of report.tried.slice(0, 2)) expect(reason).toMatch(/software adapter|No GPU/)
  })
})
