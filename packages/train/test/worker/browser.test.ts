import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { browserPath } from '@dlw/testing/browser-path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browserBundle } from './browser-bundle.ts'
import type { page as Tests } from './page.ts'

declare global {
  var page: typeof Tests
}

const title = 'fitInWorker in Chromium (needs chromium: apt-get install chromium, or CHROMIUM_PATH)'
describe.skipIf(browserPath === undefined)(title, () => {
  let server: Server
  let browser: Browser
  let tab: Page

  beforeAll(async () => {
    const files = await browserBundle({ app: './page.ts', worker: './training-worker.ts' })
    files.set('', '<!doctype html><link rel="icon" href="data:,"><script type="module" src="app.js"></script>')
    server = createServer((request, response) => {
      const name = request.url!.slice(1)
      response.statusCode = files.has(name) ? 200 : 404
      response.setHeader('content-type', name === '' ? 'text/html' : 'text/javascript')
      response.end(files.get(name))
    })
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    browser = await chromium.launch({ executablePath: browserPath!, args: ['--no-sandbox'] })
    tab = await browser.newPage()
    await tab.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    await tab.waitForFunction(() => 'page' in globalThis)
    await tab.evaluate(() => page.ready)
  }, 120_000)

  afterAll(async () => {
    await browser?.close()
    server?.closeAllConnections()
    server?.close()
  })

  it('trains to the digits of the page, and moves the arrays', async () => {
    const [expected, measured, here, there, left] = await tab.evaluate(() => page.both())
    expect(measured).toEqual(expected)
    expect(there).toEqual(here)
    expect(left).toBe(0)
  })

  it('lets the page go on while the worker is busy', async () => {
    expect(await tab.evaluate(() => page.longestGap())).toBeLessThan(1000)
  })

  it('hears a worker that was ready before it is asked, and several times', async () => {
    expect(await tab.evaluate(() => page.severally())).toEqual([1, 3])
  })

  it('stops at once', async () => {
    const [name, milliseconds] = await tab.evaluate(() => page.stopped())
    expect(name).toBe('AbortError')
    expect(milliseconds).toBeLessThan(60_000)
  })

  it('brings errors back as they are', async () => {
    const thrown = await tab.evaluate(() => page.thrown({ accident: 'throw' }))
    expect(thrown).toEqual(['SyntaxError', 'out of the blue', true])
  })

  it('says what failed: an error that nobody caught, a file that is not there, a page that serves', async () => {
    const [, uncaught] = await tab.evaluate(() => page.thrown({ accident: 'uncaught', blocks: 50 }))
    expect(uncaught).toContain('undefinedFunction is not defined')
    const [, missing] = await tab.evaluate(() => page.thrown({}, 'none.js'))
    expect(missing).toContain('Its file could not be loaded.')
    expect(await tab.evaluate(() => page.serveHere())).toContain('received the main thread')
  })
})
