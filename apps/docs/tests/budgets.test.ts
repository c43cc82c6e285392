import { expect, it } from 'vitest'
import { useSite } from './browser.ts'
import { pages } from './pages.ts'

const site = useSite()

/** One of each kind, and every episode. The print page is the whole lesson, and is not counted. */
const viewed = pages.filter(
  (path) =>
    /^(|setup\/|schedule\/|(episodes|guides|reference|instructor|learners)\/.*)$/.test(path) && path !== 'print/',
)

it('there are episodes among them', () => {
  expect(viewed.filter((path) => path.startsWith('episodes/')).length).toBeGreaterThan(2)
})

it.each(viewed)('the first view of /%s takes at most 150 kB', async (path) => {
  const before = site.sent()
  const page = await site.open(path)
  await page.waitForTimeout(1500)
  expect(Math.round((site.sent() - before) / 1000)).toBeLessThanOrEqual(150)
  await page.context().close()
})

it('a first run takes at most 370 kB', async () => {
  const page = await site.open('episodes/02-penguins/')
  await page.waitForTimeout(1500)
  const before = site.sent()
  await page.locator('dlw-run[data-program="penguins"] button[data-do=run]').click()
  await page.waitForFunction(() => document.querySelector<HTMLElement>('dlw-run')!.dataset.losses, null, {
    timeout: 60_000,
  })
  expect(Math.round((site.sent() - before) / 1000)).toBeLessThanOrEqual(370)
  await page.context().close()
})
