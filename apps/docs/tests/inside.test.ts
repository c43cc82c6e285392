import { describe, expect, it } from 'vitest'
import { countWeights, histogramPath, weightRange } from '../src/figures/weight-histogram.ts'
import { useSite } from './browser.ts'

describe('a histogram of weights', () => {
  it('counts each weight once, ends included', () => {
    expect(countWeights([-1, -0.9, 0, 0.1, 1], 1, 5)).toEqual([2, 0, 2, 0, 1])
    expect(countWeights([], 1, 3)).toEqual([0, 0, 0])
    expect(countWeights([Number.NaN, 5], 1, 3)).toEqual([0, 0, 0])
  })

  it('has an axis that holds all of them', () => {
    expect(weightRange([[0.123, -0.4561], []])).toBe(0.46)
    expect(weightRange([[12.01]])).toBe(13)
    expect(weightRange([[]])).toBe(1)
  })

  it('draws a bar for each interval that is not empty', () => {
    const path = histogramPath([-1, 1], { range: 1, width: 30, height: 10, bins: 3 })
    expect(path).toBe('M0.5 10.0v-10.0h9.0v10.0zM20.5 10.0v-10.0h9.0v10.0z')
  })
})

describe('in the page', () => {
  const site = useSite()

  it('a slider goes through the epochs: losses recorded and own, and the weights of then', async () => {
    const page = await site.open('reference/playground/')
    const cell = page.locator('dlw-run[data-program="penguins-refined"]')
    const panel = cell.locator('[data-part=inside]')
    await panel.locator('summary').click()
    const slider = panel.locator('input')
    await slider.waitFor()
    expect(await panel.locator('tbody tr').first().textContent()).toMatch(/raw features[\d.]+–$/)
    await cell.locator('[data-do=run]').click()
    await cell.and(page.locator('[data-losses]')).waitFor({ timeout: 120_000 })
    const [, recorded, yours] = await panel.locator('tbody tr').first().locator('th, td').allTextContents()
    expect(yours).toBe(recorded)
    expect(await panel.locator('.weights figure').count()).toBe(4)
    const shape = () => panel.locator('.weights path').first().getAttribute('d')
    const last = await shape()
    await slider.focus()
    await page.keyboard.press('Home')
    expect(await panel.locator('output').textContent()).toBe('1')
    expect(await shape()).not.toBe(last)
    expect(await cell.locator('path[data-part=at]').getAttribute('d')).toMatch(/^M/)
    expect(site.troubles.splice(0)).toEqual([])
    await page.context().close()
  })
})
