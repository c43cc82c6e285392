import { AxeBuilder } from '@axe-core/playwright'
import { describe, expect, it } from 'vitest'
import { useSite } from './browser.ts'
import { pages } from './pages.ts'

const site = useSite()
const views = [
  { theme: 'light', width: 1280 },
  { theme: 'dark', width: 1280 },
  { theme: 'light', width: 390 },
  { theme: 'dark', width: 390 },
] as const

it('there are pages', () => {
  expect(pages.length).toBeGreaterThan(5)
})

describe.each(pages)('%s', (path) => {
  it.each(views)(
    'has no accessibility violation, no console error and no foreign request: $theme $width',
    async (view) => {
      const page = await site.open(path, view)
      await page.evaluate(() => {
        for (const details of document.querySelectorAll('main details')) (details as HTMLDetailsElement).open = true
      })
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
        .analyze()
      const found = violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`),
      )
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      await page.context().close()
      expect(found).toEqual([])
      expect(sideways, 'the page scrolls sideways').toBeLessThanOrEqual(0)
      expect(site.troubles.splice(0)).toEqual([])
    },
  )
})
