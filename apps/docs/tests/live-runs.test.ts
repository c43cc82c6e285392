import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import type { Run } from '../src/lib/run-file.ts'
import { useSite } from './browser.ts'

const recorded: Run = JSON.parse(readFileSync(new URL('../runs/penguins.json', import.meta.url), 'utf8'))
const last = (training: string): number => recorded.curves[training]!.at(-1)!
const episode = 'episodes/02-penguins/'

async function finalLosses(page: Page, program: string): Promise<number[]> {
  await page.waitForFunction(
    (name) => {
      const element = document.querySelector<HTMLElement>(`dlw-run[data-program="${name}"]`)!
      return element.dataset.losses || element.querySelector('[data-part=error]:not([hidden])')
    },
    program,
    { timeout: 120_000 },
  )
  const element = page.locator(`dlw-run[data-program="${program}"]`).first()
  expect(await element.locator('[data-part=error]').textContent()).toBe('')
  return JSON.parse((await element.getAttribute('data-losses'))!)
}

async function run(page: Page, program: string, device: string): Promise<number[]> {
  const element = page.locator(`dlw-run[data-program="${program}"]`).first()
  await element.locator('select').selectOption(device)
  await element.locator('button[data-do=run]').click()
  return finalLosses(page, program)
}

describe('a training in the page', () => {
  const site = useSite()

  it.each([
    ['wasm', 1e-6],
    ['cpu', 1e-3],
  ])('ends with the loss that Node recorded, on %s', async (device, tolerance) => {
    const page = await site.open(episode)
    const losses = await run(page, 'penguins-refined', device)
    const expected = [last('raw features'), last('standardised')]
    for (const [index, loss] of losses.entries()) expect(Math.abs(loss / expected[index]! - 1)).toBeLessThan(tolerance)
    const own = page.locator('dlw-run[data-program="penguins-refined"] .own-sample')
    const bill = own.locator('input').first()
    for (const [key, species] of [
      ['Home', 'Adelie'],
      ['End', 'Chinstrap'],
    ] as const) {
      await bill.press(key)
      expect(await own.locator('[role=status]').textContent()).toContain(`Your network says ${species}`)
    }
    expect(site.troubles.splice(0)).toEqual([])
    await page.context().close()
  })

  it('ends near it on webgl, which rounds in its own way', async () => {
    const page = await site.open(episode)
    const [loss] = await run(page, 'penguins', 'webgl')
    expect(Math.abs(loss! / last('raw features') - 1)).toBeLessThan(0.02)
    expect(site.troubles.splice(0)).toEqual([])
    await page.context().close()
  })

  it('loads no tensor code before the click, and says what it trains on after it', async () => {
    const page = await site.open(episode)
    const loaded: string[] = []
    page.on('request', (request) => loaded.push(request.url()))
    await page.waitForTimeout(500)
    expect(loaded.filter((url) => /tfjs|worker|program/.test(url))).toEqual([])
    await run(page, 'penguins', 'wasm')
    expect(loaded.some((url) => /wasm/.test(url))).toBe(true)
    const why = page.locator('dlw-run[data-program="penguins"] [data-part=why]')
    await why.locator('summary').click()
    expect(await why.locator('tbody tr').last().textContent()).toMatch(/wasm.*taken/)
    await page.context().close()
  })

  it('stops, resets and runs again by keyboard alone', async () => {
    const page = await site.open(episode)
    const element = page.locator('dlw-run[data-program="penguins"]').first()
    const status = element.locator('[data-part=status]')
    await element.locator('button[data-do=run]').focus()
    await page.keyboard.press('Enter')
    await page.waitForFunction(() =>
      /Epoch|Training/.test(document.querySelector('dlw-run [data-part=status]')!.textContent),
    )
    await page.keyboard.press('Enter')
    expect(await status.textContent()).toBe('Stopped.')
    await page.keyboard.press('Enter')
    await finalLosses(page, 'penguins')
    expect(await status.textContent()).toMatch(/^Done in [\d.]+ s\. Last loss: yours (\S+), ours \1, the same\.$/)
    await element.locator('button[data-do=reset]').click()
    expect(await element.locator('path.yours').getAttribute('d')).toBe('')
    await page.context().close()
  })

  it('shows an error in its place', async () => {
    const page = await site.open(episode)
    await page.route(/\.wasm$/, (route) => route.abort())
    const element = page.locator('dlw-run[data-program="penguins"]').first()
    await element.locator('button[data-do=run]').click()
    const error = element.locator('[data-part=error]')
    await error.waitFor({ state: 'visible' })
    expect(await error.textContent()).toMatch(/^It did not work: /)
    expect(await element.locator('button[data-do=run]').isVisible()).toBe(true)
    site.troubles.splice(0)
    await page.context().close()
  })

  it('trains in the first screen', async () => {
    const page = await site.open('')
    await page.locator('dlw-hero button').click()
    await page.waitForFunction(() => document.querySelector<HTMLElement>('dlw-hero')!.dataset.losses, null, {
      timeout: 60_000,
    })
    const losses = JSON.parse((await page.locator('dlw-hero').getAttribute('data-losses'))!)
    expect(losses).toHaveLength(2)
    expect(Math.abs(losses[1] / last('standardised') - 1)).toBeLessThan(1e-6)
    expect(await page.locator('dlw-hero dl').textContent()).toContain(`of ${recorded.numbers.testRows}`)
    expect(site.troubles.splice(0)).toEqual([])
    await page.context().close()
  })

  it('leaves the recorded curve and outputs where there is no JavaScript', async () => {
    const page = await site.open(episode, { javaScript: false })
    expect(await page.locator('dlw-run path.ours').first().getAttribute('d')).toMatch(/^M/)
    expect(await page.locator('dlw-run button').first().isVisible()).toBe(false)
    expect(await page.locator('figure.output samp').first().textContent()).toContain('bill_length_mm')
    await page.context().close()
  })
})

describe('the test of the reader’s browser', () => {
  const site = useSite()

  it('tries every device and says which work', async () => {
    const page = await site.open('setup/')
    await page.locator('dlw-self-test button').click()
    await page.waitForFunction(() => document.querySelector('dlw-self-test [data-part=status]')!.textContent, null, {
      timeout: 120_000,
    })
    expect(await page.locator('dlw-self-test [data-part=status]').textContent()).toMatch(
      /^This browser can train: \d of 4/,
    )
    expect(await page.locator('tr[data-device=wasm]').textContent()).toContain('Works, and gives our digits')
    expect(await page.locator('tr[data-device=cpu]').textContent()).toContain('Works')
    await page.context().close()
  })
})
