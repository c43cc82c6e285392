import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { useSite } from './browser.ts'
import { pages } from './pages.ts'

const site = useSite()
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
/** All that a theme can change. */
const colours = ['color-contrast', 'link-in-text-block']

/**
 * What axe finds: selectors are made for violations alone, and the result is not carried through a second page, which
 * only frames of other sites need. Both are most of its time.
 */
async function violations(page: Page, which: (builder: AxeBuilder) => AxeBuilder): Promise<string[]> {
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode()
  const { violations } = await which(axe).analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`),
  )
}

/** Waits until code that has become too wide for the window can be focused: Expressive Code does so when it is idle. */
async function scrollableCodeIsFocusable(page: Page): Promise<void> {
  const focusable = () =>
    [...document.querySelectorAll('pre')].every((pre) => pre.scrollWidth <= pre.clientWidth || pre.tabIndex === 0)
  // If it never is, axe says where.
  await page.waitForFunction(focusable, null, { timeout: 10_000 }).catch(() => {})
}

it('there are pages', () => {
  expect(pages.length).toBeGreaterThan(30)
})

describe.concurrent.each(pages)('%s', (path) => {
  it('has no accessibility violation, sideways scroll, console error or foreign request: wide and on a phone, light and dark', {
    timeout: 600_000,
  }, async () => {
    const page = await site.open(path)
    await page.addStyleTag({ content: '* { content-visibility: visible !important }' })
    await page.evaluate(() => {
      for (const details of document.querySelectorAll('main details')) (details as HTMLDetailsElement).open = true
    })
    const found: Record<string, string[]> = {}
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 844 })
      await scrollableCodeIsFocusable(page)
      for (const theme of ['light', 'dark']) {
        await page.evaluate((name) => {
          document.documentElement.dataset.theme = name
        }, theme)
        const troubles = await violations(page, (axe) =>
          theme === 'light' ? axe.withTags(tags) : axe.withRules(colours),
        )
        const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
        if (sideways > 0) troubles.push(`the page scrolls sideways by ${sideways} px`)
        if (troubles.length > 0) found[`${theme} ${width}`] = troubles
      }
    }
    await page.context().close()
    expect(found).toEqual({})
    expect(site.troubles.splice(0)).toEqual([])
  })
})
