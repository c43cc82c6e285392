import { globSync, readFileSync } from 'node:fs'
import { useBackend } from '@dlw/backend'
import { beforeAll, describe, expect, it } from 'vitest'
import { moduleByName } from '../src/live/modules.ts'
import { type Check, runExercise } from '../src/live/run-exercise.ts'
import { almostRight } from './almost-right.ts'
import { openEditor, useSite } from './browser.ts'

const folder = new URL('../exercises/', import.meta.url)
const names = globSync('*/*/check.ts', { cwd: folder.pathname }).map((file) => file.replaceAll('\\', '/').slice(0, -9))
const checks = import.meta.glob<{ default: Check }>('../exercises/*/*/check.ts')
beforeAll(() => useBackend({ prefer: 'cpu' }))

describe.each(names)('the exercise %s', (name) => {
  const codeOf = (file: string): string => readFileSync(new URL(`${name}/${file}.ts`, folder), 'utf8')
  const tried = async (source: string) => {
    const { default: check } = await checks[`../exercises/${name}/check.ts`]!()
    return runExercise(source, { check, loadModule: moduleByName, console: { log() {} } })
  }
  const run = (file: string) => tried(codeOf(file))

  it('is solved by its solution', async () => {
    expect(await run('solution')).toMatchObject({ passed: true })
  })

  it('is not solved by what the reader starts with, and says what is wanted', async () => {
    const { passed, message } = await run('start')
    expect(passed).toBe(false)
    expect(message).toMatch(/expected .+, received .+\./)
  })

  it('has mistakes to be tried with', () => {
    expect(almostRight[name]?.length ?? 0).toBeGreaterThanOrEqual(3)
  })

  it.each(almostRight[name] ?? [])('is not solved by what almost works: %s', async (_, from, to) => {
    const solution = codeOf('solution')
    expect(solution).toContain(from)
    const { passed, message } = await tried(solution.replaceAll(from, to))
    expect(passed).toBe(false)
    // It says what is wrong, and is no mistake of the check itself.
    expect(message).not.toMatch(/is not a function|Cannot read|undefined \(/)
  })
})

describe('in the page', () => {
  const site = useSite()

  it('the reader’s code is checked in a worker', async () => {
    const page = await site.open('episodes/01-introduction/')
    const exercise = page.locator('dlw-exercise[data-exercise="introduction/neuron"]')
    const status = exercise.locator('[data-part=status]')
    await openEditor(exercise)
    await exercise.locator('[data-part=check]').click()
    await page.waitForFunction(() =>
      document.querySelector('dlw-exercise [data-part=status]')!.textContent!.startsWith('Not yet'),
    )
    expect(await status.textContent()).toBe('Not yet. For the inputs of the exercise: expected 1.25, received 0.')
    await exercise.locator('.cm-content').click()
    await page.keyboard.press('Control+a')
    await page.keyboard.insertText(readFileSync(new URL('introduction/neuron/solution.ts', folder), 'utf8'))
    await exercise.locator('[data-part=check]').click()
    await page.waitForFunction(() => document.querySelector('dlw-exercise')!.hasAttribute('data-passed'))
    expect(await exercise.locator('samp').textContent()).toBe('1.25')
    await exercise.locator('[data-part=link]').click()
    await page.waitForFunction(() => location.hash !== '')
    const address = page.url()
    expect(address).toContain('#try=introduction/neuron=')
    await page.goto('about:blank')
    await page.goto(address)
    await exercise.locator('.cm-content').waitFor()
    expect(await exercise.locator('.cm-content').textContent()).toContain('weightedSum + bias')
    expect(site.troubles.splice(0)).toEqual([])
    await page.context().close()
  })

  it('and may use the packages', async () => {
    const page = await site.open('episodes/02-penguins/')
    const exercise = page.locator('dlw-exercise[data-exercise="penguins/larger-network"]')
    await (await openEditor(exercise)).click()
    await page.keyboard.press('Control+a')
    await page.keyboard.insertText(readFileSync(new URL('penguins/larger-network/solution.ts', folder), 'utf8'))
    await exercise.locator('[data-part=check]').click()
    await page
      .locator('dlw-exercise[data-exercise="penguins/larger-network"][data-passed]')
      .waitFor({ timeout: 60_000 })
    expect(await exercise.locator('samp').textContent()).toContain('total: 123')
    expect(site.troubles.splice(0)).toEqual([])
    await page.context().close()
  })
})
