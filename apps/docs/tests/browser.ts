import { existsSync } from 'node:fs'
import { type Browser, chromium, type Locator, type Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { base } from '../src/lib/site-address.ts'
import { serveStatic } from './static-server.ts'

const dist = new URL('../dist', import.meta.url).pathname
const places = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
]

/** The browser of the tests, where there is one. */
export const executablePath: string | undefined = places.find((place) => place && existsSync(place))

/** Why a test that needs a browser is left out. */
export const needsBrowser = 'SKIPPED: no Chromium found. Install it, or name it in the variable CHROMIUM.'

/** What a test sees of the site and its browser. */
export interface Site {
  url: string
  /** Every request to another host and every error on the console since the last look. */
  troubles: string[]
  /** The bytes that the server has sent so far. */
  sent(): number
  open(path: string, options?: PageOptions): Promise<Page>
}

/** How a page is opened. */
export interface PageOptions {
  theme?: 'light' | 'dark'
  width?: number
  javaScript?: boolean
}

/**
 * Opens the editor of a live run or an exercise, and waits until the page lies still: a click is lost where something
 * moves under the pointer. For the same reason the button is pressed until the editor is there.
 */
export async function openEditor(place: Locator): Promise<Locator> {
  const editor = place.locator('.cm-content')
  const button = place.locator('[data-do=edit], [data-part=edit]')
  for (let presses = 0; presses < 3; presses++) {
    if (await button.isVisible()) await button.click()
    const isThere = await editor.waitFor({ timeout: 30_000 }).then(
      () => true,
      () => false,
    )
    if (!isThere) continue
    await liesStill(place.page())
    return editor
  }
  throw new Error(`openEditor: expected an editor after three presses, received none in ${place}.`)
}

/** Waits until the page has kept its height and place for half a second. */
async function liesStill(page: Page): Promise<void> {
  await page.evaluate(async () => {
    let before = ''
    for (let calm = 0; calm < 5; ) {
      await new Promise((resolve) => setTimeout(resolve, 100))
      const now = `${document.documentElement.scrollHeight} ${window.scrollY}`
      calm = now === before ? calm + 1 : 0
      before = now
    }
  })
}

/** Serves the built site and starts a browser for the tests of a file; without a browser each of them is left out. */
export function useSite(flags: readonly string[] = ['--disable-gpu']): Site {
  let browser: Browser
  let server: Awaited<ReturnType<typeof serveStatic>>
  const site: Site = {
    url: '',
    troubles: [],
    sent: () => server.sent(),
    async open(path, { theme = 'light', width = 1280, javaScript = true } = {}) {
      const context = await browser.newContext({
        colorScheme: theme,
        viewport: { width, height: 844 },
        javaScriptEnabled: javaScript,
        reducedMotion: 'reduce',
      })
      // A machine that is busy is slow, and nothing else.
      context.setDefaultTimeout(120_000)
      const page = await context.newPage()
      page.on('request', (request) => {
        if (!request.url().startsWith(server.url) && !/^(data|blob):/.test(request.url()))
          site.troubles.push(`${path}: another host: ${request.url()}`)
      })
      page.on('console', (message) => {
        if (message.type() === 'error') site.troubles.push(`${path}: console: ${message.text()}`)
      })
      page.on('pageerror', (error) => site.troubles.push(`${path}: page: ${error.message}`))
      await page.goto(new URL(path.replace(/^\//, ''), server.url).href)
      return page
    },
  }
  beforeEach(({ skip }) => skip(executablePath === undefined, needsBrowser))
  beforeAll(async () => {
    if (!existsSync(`${dist}/index.html`)) throw new Error('The site is not built: run `pnpm docs:build`.')
    if (!executablePath) return void process.stderr.write(`${needsBrowser}\n`)
    server = await serveStatic(dist, base)
    site.url = server.url
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', ...flags] })
  })
  afterAll(async () => {
    await browser?.close()
    server?.close()
  })
  return site
}
