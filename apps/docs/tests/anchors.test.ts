import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { useSite } from './browser.ts'
import { allPages, htmlOf, pages } from './pages.ts'

const site = useSite()
const widths = [390, 1024, 1440, 1920]
/** How far from its place a target may come to lie, in pixels. */
const near = 12

/** Clicks every link to a place on the page, each from the top of a page that is laid out as after loading. */
function clickAll(page: Page, limit: number): Promise<string[]> {
  return page.evaluate(
    async ({ limit, near }) => {
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
      const links = [...document.querySelectorAll<HTMLAnchorElement>('a[href*="#"]')].filter(
        (link) => link.hash !== '' && link.pathname === location.pathname && link.host === location.host,
      )
      const places = new Map(links.map((link) => [link.hash, link]))
      const missed: string[] = []
      for (const [hash, link] of [...places].slice(0, limit)) {
        const target = document.getElementById(decodeURIComponent(hash.slice(1)))
        if (!target) {
          missed.push(`${hash}: no such place`)
          continue
        }
        delete document.documentElement.dataset.laidOut
        window.scrollTo(0, 0)
        history.replaceState(null, '', location.pathname)
        await frame()
        link.click()
        await frame()
        await frame()
        const root = document.documentElement
        const wanted =
          Number.parseFloat(getComputedStyle(root).scrollPaddingTop) +
          Number.parseFloat(getComputedStyle(target).scrollMarginTop)
        const top = target.getBoundingClientRect().top
        const isAtEnd = window.scrollY + window.innerHeight >= root.scrollHeight - 2 && top < window.innerHeight
        const isAtStart = window.scrollY === 0 && top < wanted + near
        if (Math.abs(top - wanted) > near && !isAtEnd && !isAtStart)
          missed.push(`${hash}: ${Math.round(top)} px from the top and not ${Math.round(wanted)}`)
      }
      return missed
    },
    { limit, near },
  )
}

/** Pages of one kind come from one template: a part of the site, or what a page of the API describes. */
function kindOf(path: string): string {
  const parts = path.split('/')
  return path.startsWith('api/') ? `api/${parts[3] ?? ''}` : parts[0]!
}

const linking = pages.filter((path) => / href="#./.test(htmlOf(path)))
const kinds = new Map([...linking].reverse().map((path) => [kindOf(path), path]))
const all = process.env.DLW_EVERY_ANCHOR === '1'

it(`one page of each kind is looked at (DLW_EVERY_ANCHOR=1 looks at all ${linking.length})`, () => {
  expect(kinds.size).toBeGreaterThan(5)
})

describe.each(all ? linking : [...kinds.values()])('/%s', (path) => {
  it('each link to a place on the page leads there, at any width', { timeout: 600_000 }, async () => {
    const page = await site.open(path)
    const found: Record<string, string[]> = {}
    for (const width of widths) {
      await page.setViewportSize({ width, height: 844 })
      const missed = await clickAll(page, Number.POSITIVE_INFINITY)
      if (missed.length > 0) found[width] = missed
    }
    await page.context().close()
    expect(found).toEqual({})
  })
})

it.each(widths)('a link from another page leads to its place, %i px wide', async (width) => {
  const page = await site.open('', { width })
  const episodes = allPages.filter((path) => path.startsWith('episodes/'))
  for (const path of episodes) {
    const ids = [...htmlOf(path).matchAll(/<h[23] id="([^"]+)"/g)].map((match) => match[1]!)
    const id = ids.at(-3)!
    await page.goto('about:blank')
    await page.goto(`${site.url}${path}#${id}`)
    await page.waitForTimeout(300)
    const top = await page.evaluate((id) => document.getElementById(id)!.getBoundingClientRect().top, id)
    expect(top, `${path}#${id}`).toBeGreaterThan(0)
    expect(top, `${path}#${id}`).toBeLessThan(250)
  }
  await page.context().close()
})
