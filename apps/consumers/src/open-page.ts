import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import { chromium } from 'playwright-core'
import type { Result } from './consumer.ts'

const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
}

/** Serves a folder on the loopback address. */
export async function serveFolder(folder: string): Promise<{ url: string; close(): void }> {
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname))
    const file = join(folder, path.endsWith('/') || path.endsWith('\\') ? `${path}index.html` : path)
    readFile(file).then(
      (bytes) => response.writeHead(200, { 'content-type': types[extname(file)] ?? 'text/plain' }).end(bytes),
      () => response.writeHead(404).end(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => void server.close() }
}

/** Where a Chromium is: CHROMIUM names it. */
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'

/**
 * Opens a page and waits for `window.consumer`, its result. What the server made, where it made something, is in the
 * element `#server`.
 */
export async function openPage(url: string, seconds: number): Promise<Result[]> {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  try {
    const page = await browser.newPage()
    const said: string[] = []
    page.on('console', (message) => said.push(message.text()))
    page.on('pageerror', (error) => said.push(String(error)))
    await page.goto(url, { timeout: seconds * 1000 })
    try {
      await page.waitForFunction('window.consumer !== undefined', undefined, { timeout: seconds * 1000 })
    } catch {
      throw new Error(`the page gave no result; its console: ${said.join('\n') || 'nothing'}`)
    }
    const onServer = await page.evaluate("document.querySelector('#server')?.textContent ?? ''")
    const inPage = (await page.evaluate('window.consumer')) as Result
    return onServer ? [JSON.parse(String(onServer)) as Result, inPage] : [inPage]
  } finally {
    await browser.close()
  }
}
