import { expect, it } from 'vitest'
import { useSite } from './browser.ts'

const site = useSite()

it.each([
  ['confusion matrix', 'Classify penguins'],
  ['early stopping', 'Watch a network learn'],
  ['dropout', 'Recognise pictures'],
  ['pretrained', 'Transfer learning'],
])('finds %s in the lesson', async (words, title) => {
  const page = await site.open('')
  await page.keyboard.press('Control+k')
  await page.locator('dlw-search input').fill(words)
  await page.locator('dlw-search li').first().waitFor()
  expect(await page.locator('dlw-search li strong').allTextContents()).toContain(title)
  expect(site.troubles.splice(0)).toEqual([])
  await page.context().close()
})

it('answers a quiz with the reason', async () => {
  const page = await site.open('episodes/02-penguins/')
  const quiz = page.locator('dlw-quiz')
  await quiz.locator('label').nth(0).click()
  await quiz.locator('button').click()
  expect(await quiz.locator('[role=status]').textContent()).toMatch(/Not quite/)
  await quiz.locator('label').nth(2).click()
  await quiz.locator('button').click()
  expect(await quiz.locator('[role=status]').textContent()).toBe('That is it.')
  await page.context().close()
})

it('computes a neuron from its sliders, by keyboard', async () => {
  const page = await site.open('episodes/01-introduction/')
  const neuron = page.locator('dlw-neuron')
  await neuron.locator('[name=x1]').focus()
  await page.keyboard.press('End')
  // 2 · 0.8 + 0.5 · (−0.6) + 0.2
  expect(await neuron.locator('.readout').textContent()).toContain('output 1.5')
  await page.context().close()
})

it('descends the parabola, and leaves it when the steps are too long', async () => {
  const page = await site.open('episodes/01-introduction/')
  const descent = page.locator('dlw-descent')
  await descent.locator('[data-do=step]').click()
  // −1 − 0.1 · 2 · (−1 − 3)
  expect(await descent.locator('.readout').textContent()).toBe('Step 1: w = −0.2, loss 10.24')
  await descent.locator('[name=rate]').fill('1.1')
  for (let click = 0; click < 5; click++) await descent.locator('[data-do=many]').click()
  expect(await descent.locator('.readout').textContent()).toContain('left the picture')
  await page.context().close()
})

it('shows the instructor’s notes only to whom asks for them', async () => {
  const page = await site.open('episodes/02-penguins/')
  const note = page.locator('.block-instructor').first()
  expect(await note.isVisible()).toBe(false)
  await page.goto(`${site.url}episodes/02-penguins/?instructor`)
  expect(await note.isVisible()).toBe(true)
  await page.goto(`${site.url}episodes/01-introduction/`)
  expect(await page.locator('.block-instructor').first().isVisible()).toBe(true)
  await page.goto(`${site.url}episodes/01-introduction/?instructor=off`)
  expect(await page.locator('.block-instructor').first().isVisible()).toBe(false)
  await page.context().close()
})

it('prints in light colours with its solutions open, and is as before afterwards', async () => {
  const page = await site.open('episodes/01-introduction/', { theme: 'dark' })
  const state = () =>
    page.evaluate(() => [
      document.documentElement.dataset.theme,
      document.querySelectorAll('main details.block:not([open])').length === 0,
    ])
  expect(await state()).toEqual(['dark', false])
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
  expect(await state()).toEqual(['light', true])
  await page.evaluate(() => dispatchEvent(new Event('afterprint')))
  expect(await state()).toEqual(['dark', false])
  await page.context().close()
})

it('turns the instructor’s notes on and off by a button', async () => {
  const page = await site.open('instructor/notes/')
  const button = page.locator('dlw-instructor-switch button')
  await button.click()
  expect(await button.getAttribute('aria-pressed')).toBe('true')
  await page.goto(`${site.url}episodes/01-introduction/`)
  expect(await page.locator('.block-instructor').first().isVisible()).toBe(true)
  await page.locator('.instructor-line a').click()
  expect(await page.locator('.block-instructor').first().isVisible()).toBe(false)
  await page.context().close()
})
