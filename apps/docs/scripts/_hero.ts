import { chromium } from 'playwright-core'
import { serveStatic } from '../tests/static-server.ts'

const server = await serveStatic('dist')
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] })
for (let i = 0; i < 4; i++) {
  const c = await browser.newContext({ viewport: { width: 1280, height: 844 } })
  const page = await c.newPage()
  await page.goto(server.url)
  await page.waitForTimeout(800)
  const t = Date.now()
  await page.locator('dlw-hero button').click()
  await page.waitForFunction(() => document.querySelector('dlw-hero path.yours')!.getAttribute('d'), null, {
    timeout: 60000,
  })
  const first = Date.now() - t
  await page.waitForFunction(() => (document.querySelector('dlw-hero') as HTMLElement).dataset.losses, null, {
    timeout: 60000,
  })
  console.log(
    'first epochs',
    first,
    'both trainings',
    Date.now() - t,
    await page.locator('dlw-hero [data-part=status]').textContent(),
    await page.locator('dlw-hero dl').textContent(),
  )
  if (i === 0) await page.screenshot({ path: '/tmp/shots/hero-done.png' })
  await c.close()
}
await browser.close()
server.close()
