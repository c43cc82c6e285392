import { describe, expect, it } from 'vitest'
import { useSite } from './browser.ts'
import { allPages, htmlOf } from './pages.ts'

const site = useSite()
const episodes = allPages.filter((path) => path.startsWith('episodes/'))

describe('on a phone', () => {
  it('the first page has a menu that leads to the parts of the site', async () => {
    const page = await site.open('', { width: 390 })
    const links = page.locator('nav.phone-menu a')
    for (const name of ['Lesson', 'Guides', 'API', 'Glossary'])
      expect(await links.filter({ hasText: name }).isVisible(), name).toBe(true)
    await links.filter({ hasText: 'Lesson' }).click()
    await page.waitForURL(/episodes\/01-introduction\/$/)
    await page.context().close()
  })

  it.each(episodes)('no line of code is cut, and no button lies on code: %s', async (path) => {
    const page = await site.open(path, { width: 390 })
    const wrong = await page.evaluate(() => {
      document.documentElement.dataset.laidOut = ''
      for (const details of document.querySelectorAll('main details')) (details as HTMLDetailsElement).open = true
      const blocks = [...document.querySelectorAll<HTMLElement>('main .expressive-code pre')]
      const cut = blocks.filter((pre) => pre.scrollWidth > pre.clientWidth + 1)
      const over = blocks.filter((pre) => {
        const button = pre.parentElement!.querySelector('.copy button')?.getBoundingClientRect()
        if (!button || !pre.parentElement!.matches('.has-title')) return false
        return button.bottom > pre.getBoundingClientRect().top + 8
      })
      return { count: blocks.length, cut: cut.map((pre) => pre.ariaLabel), over: over.map((pre) => pre.ariaLabel) }
    })
    expect(wrong).toMatchObject({ cut: [], over: [] })
    expect(wrong.count).toBeGreaterThan(2)
    await page.context().close()
  })
})

it('on a wide screen a line of the text has eighty letters at most', async () => {
  const page = await site.open('episodes/02-penguins/', { width: 1440 })
  const longest = await page.evaluate(() => {
    document.documentElement.dataset.laidOut = ''
    return [...document.querySelectorAll('.sl-markdown-content > p')].flatMap((paragraph) => {
      const range = document.createRange()
      range.selectNodeContents(paragraph)
      const lines = new Set([...range.getClientRects()].map(({ bottom }) => Math.round(bottom / 12)))
      return lines.size < 3 ? [] : [paragraph.textContent.length / lines.size]
    })
  })
  expect(longest.length).toBeGreaterThan(5)
  expect(longest.reduce((most, letters) => Math.max(most, letters), 0)).toBeLessThanOrEqual(80)
  await page.context().close()
})

it.each(episodes)('says once of each run when it was recorded: %s', (path) => {
  const told = [...htmlOf(path).matchAll(/class="provenance"[^>]*>\s*(Recorded[^<]*)/g)].map(([, text]) => text!.trim())
  expect(told.length).toBeLessThanOrEqual(6)
  expect(new Set(told).size).toBe(told.length)
})

it('no page shows raw marks of code, and each of the API leads to its neighbours', () => {
  const raw = [...episodes, 'reference/key-points/', 'instructor/design/', 'print/'].flatMap((path) =>
    [...htmlOf(path).matchAll(/<li>([^<]*`[^<]*)/g)].map(([, text]) => `${path}: ${text}`),
  )
  expect(raw).toEqual([])
  const alone = allPages.filter(
    (path) =>
      /^api\/\w+\/src\/(\w+\/)?\w+\/\w+\/$/.test(path) &&
      !/class="api-siblings[^>]*>[\s\S]*rel="(prev|next)"/.test(htmlOf(path)),
  )
  expect(alone).toEqual([])
})

it('each training curve has a colour of its own before Run, and the axis is whole', async () => {
  const page = await site.open('episodes/03-weather/')
  const cell = page.locator('dlw-run').first()
  await cell.scrollIntoViewIfNeeded()
  const colours = await cell
    .locator('path.ours')
    .evaluateAll((paths) => paths.map((path) => getComputedStyle(path).stroke))
  expect(colours.length).toBeGreaterThan(1)
  expect(new Set(colours).size).toBe(colours.length)
  const outside = await cell.locator('figure svg').evaluate((svg) => {
    const box = svg.getBoundingClientRect()
    return [...svg.querySelectorAll('text')]
      .filter((text) => {
        const { top, right, bottom, left } = text.getBoundingClientRect()
        return top < box.top - 1 || left < box.left - 1 || right > box.right + 1 || bottom > box.bottom + 1
      })
      .map((text) => text.textContent)
  })
  expect(outside).toEqual([])
  expect(await cell.locator('[data-part=axes] text').allTextContents()).toContain('1')
  await page.context().close()
})
