import { expect, it } from 'vitest'
import { useSite } from './browser.ts'

const site = useSite()

it.each([
  ['', 150],
  ['setup/', 150],
  ['reference/glossary/', 150],
  ['episodes/01-introduction/', 200],
  ['episodes/02-penguins/', 200],
])('the first view of /%s takes at most %i kB', async (path, limit) => {
  const before = site.sent()
  const page = await site.open(path)
  await page.waitForTimeout(1500)
  expect(Math.round((site.sent() - before) / 1000)).toBeLessThanOrEqual(limit)
  await page.context().close()
})

it('a first run takes at most 400 kB', async () => {
  const page = await site.open('episodes/02-penguins/')
  await page.waitForTimeout(1500)
  const before = site.sent()
  await page.locator('dlw-run[data-program="penguins"] button[data-do=run]').click()
  await page.waitForFunction(() => document.querySelector<HTMLElement>('dlw-run')!.dataset.losses, null, {
    timeout: 60_000,
  })
  expect(Math.round((site.sent() - before) / 1000)).toBeLessThanOrEqual(400)
  await page.context().close()
})
