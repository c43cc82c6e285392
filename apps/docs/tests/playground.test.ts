import { readFileSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import type { Locator, Page } from 'playwright-core'
import { afterEach, describe, expect, it } from 'vitest'
import { cellCode } from '../src/lib/episode-programs.ts'
import type { Run } from '../src/lib/run-file.ts'
import { packCode, unpackCode } from '../src/live/share-link.ts'
import { openEditor, useSite } from './browser.ts'

const site = useSite()
const path = 'reference/playground/'
const recorded = (run: string): Run => JSON.parse(readFileSync(new URL(`../runs/${run}.json`, import.meta.url), 'utf8'))

afterEach(() => expect(site.troubles.splice(0)).toEqual([]))

async function open(program: string, address = path): Promise<{ page: Page; cell: Locator; status: Locator }> {
  const page = await site.open(address)
  const cell = page.locator(`dlw-run[data-program="${program}"]`)
  return { page, cell, status: cell.locator('[data-part=status]') }
}

async function finish(cell: Locator, timeout = 170_000): Promise<number[]> {
  const ended = cell.and(cell.page().locator('[data-losses]')).or(cell.locator('[data-part=error]:not([hidden])'))
  await ended.waitFor({ timeout })
  expect(await cell.locator('[data-part=error]').textContent()).toBe('')
  return JSON.parse((await cell.getAttribute('data-losses'))!)
}

async function edit(cell: Locator, change: (code: string) => string): Promise<void> {
  await (await openEditor(cell)).click()
  const page = cell.page()
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText(change(cellCode((await cell.getAttribute('data-program'))!)))
}

describe('what this copy of the site has no data for', () => {
  it.for([
    ['images-shapes', 'images-synthetic', 'two blocks', 'six shapes that a program draws', 6],
    ['transfer-shapes', 'transfer-synthetic', 'new head', 'a small network of our own', 4],
  ] as const)(
    'runs on drawn pictures, says so, and gives the digits of Node: %s',
    async ([program, run, training, says, classes], { skip }) => {
      const { cell, page } = await open(program)
      skip((await cell.count()) === 0, 'this build has the real data, and runs it instead')
      expect(await cell.locator('.live-note').last().textContent()).toContain(says)
      await cell.locator('select').selectOption('wasm')
      await cell.locator('[data-do=run]').click()
      const { curves } = recorded(run)
      const losses = await finish(cell)
      for (const [index, label] of [training, `${training}, validation`].entries())
        expect(Math.abs(losses[index]! / curves[label]!.at(-1)! - 1)).toBeLessThan(1e-6)
      expect(await cell.locator('.confusion tbody tr').count()).toBe(classes)
      expect(await cell.locator('.predictions img').count()).toBe(10)
      await page.context().close()
    },
  )
})

describe('with the real data, where the build found it (DLW_DATA_HOME, DLW_WEIGHTS_HOME)', () => {
  it.for([
    ['images-pooling', 'images', 'two blocks'],
    ['transfer-head', 'transfer', 'new head'],
  ] as const)(
    'gives the digits of Node, on wasm: %s',
    { timeout: 1_200_000 },
    async ([program, run, training], { skip }) => {
      const { cell, page } = await open(program)
      skip((await cell.count()) === 0, 'this build has drawn pictures instead')
      expect(await cell.locator('.live-note').last().textContent()).toMatch(/^Runs on sign-language-digits-64/)
      await cell.locator('select').selectOption('wasm')
      await cell.locator('[data-do=run]').click()
      const { curves } = recorded(run)
      const losses = await finish(cell, 1_100_000)
      for (const [index, label] of [training, `${training}, validation`].entries())
        expect(Math.abs(losses[index]! / curves[label]!.at(-1)! - 1)).toBeLessThan(1e-6)
      expect(await cell.locator('.confusion tbody tr').count()).toBe(10)
      expect(await cell.locator('.predictions img').count()).toBe(10)
      await page.context().close()
    },
  )
})

it('the siamese network puts unseen penguins of one species together', async () => {
  const { cell, page } = await open('siamese')
  await cell.locator('[data-do=run]').click()
  const [loss] = await finish(cell)
  expect(Math.abs(loss! / recorded('outlook').curves.pairs!.at(-1)! - 1)).toBeLessThan(1e-6)
  expect(await cell.locator('.embedding circle').count()).toBeGreaterThan(90)
  await page.context().close()
})

describe('code that the reader changes', () => {
  it('runs in place of ours, imports the packages, prints, and is put back', async () => {
    const { cell, page, status } = await open('penguins-refined')
    await edit(
      cell,
      (code) =>
        `import { accuracy } from '@dlw/train'\n${code}\nconst share: number = accuracy(['a', 'b'], ['a', 'c'])\nconsole.log('accuracy', share)\n`,
    )
    await cell.locator('[data-do=run]').click()
    const [raw, scaled] = await finish(cell)
    const { curves } = recorded('penguins')
    expect(Math.abs(raw! / curves['raw features']!.at(-1)! - 1)).toBeLessThan(1e-6)
    expect(Math.abs(scaled! / curves.standardised!.at(-1)! - 1)).toBeLessThan(1e-6)
    expect(await status.textContent()).toMatch(/^Done in [\d.]+ s with your code\. .*the same/)
    expect(await cell.locator('[data-part=printed] samp').textContent()).toBe('accuracy 0.5')
    await cell.locator('[data-do=original]').click()
    expect(await status.textContent()).toBe('This is the code of the lesson again.')
    await cell.locator('[data-do=run]').click()
    await finish(cell)
    expect(await status.textContent()).not.toContain('your code')
    await page.context().close()
  })

  it('may train for longer: the axis makes room, and takes it back', async () => {
    const { cell, page } = await open('penguins-refined')
    await edit(cell, (code) => code.replaceAll('{ epochs, seed', '{ epochs: 130, seed'))
    await cell.locator('[data-do=run]').click()
    await finish(cell)
    const ours = () => cell.locator('path.ours').first().getAttribute('d')
    const stretched = await ours()
    await cell.locator('[data-do=reset]').click()
    expect(await ours()).not.toBe(stretched)
    await page.context().close()
  })

  it.each([
    ['const = 1', /Unexpected token/],
    ["import { x } from 'somewhere'\nx()", /Cannot import 'somewhere' here\. There are @dlw\/backend/],
    ['null.length', /null/],
  ])('is told in its place what is wrong with %j', async (code, message) => {
    const { cell, page } = await open('penguins-refined')
    await edit(cell, () => code)
    await cell.locator('[data-do=run]').click()
    const error = cell.locator('[data-part=error]')
    await error.waitFor({ state: 'visible' })
    expect(await error.textContent()).toMatch(message)
    await page.context().close()
  })

  it('stops when told to, even if it would never end', async () => {
    const { cell, page, status } = await open('penguins-refined')
    await edit(cell, () => 'while (true) {}')
    await cell.locator('[data-do=run]').click()
    await page.waitForTimeout(500)
    await cell.locator('[data-do=stop]').click()
    expect(await status.textContent()).toBe('Stopped.')
    await page.context().close()
  })
})

it('an open editor and what a training leaves behind can be read by everyone', async () => {
  const { cell, page } = await open('transfer-shapes')
  if ((await cell.count()) === 0) return
  await cell.locator('select').selectOption('wasm')
  await openEditor(cell)
  await cell.locator('[data-do=run]').click()
  await finish(cell)
  const { violations } = await new AxeBuilder({ page }).include('dlw-run[data-program=transfer-shapes]').analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.target}`)).toEqual([])
  await page.context().close()
})

describe('a link', () => {
  it('carries code, which is shown and not run', async () => {
    const { cell, page } = await open('penguins-refined')
    await edit(cell, () => '// ½ of “mine”\nconst mine = 1')
    await cell.locator('[data-do=link]').click()
    await page.waitForFunction(() => location.hash.startsWith('#run='))
    const address = new URL(page.url())
    expect(address.hash.length).toBeLessThan(120)
    await page.context().close()
    const again = await open('penguins-refined', `${path}${address.hash}`)
    await again.cell.locator('.cm-content').waitFor()
    await again.page.waitForFunction(() => document.body.textContent!.includes('This code came with the link'))
    expect(await again.cell.locator('.cm-content').textContent()).toContain('// ½ of “mine”')
    expect(await again.cell.locator('[data-do=stop]').isVisible()).toBe(false)
    await again.page.context().close()
  })

  it.each(['%3Cscript%3E', 'AAAA', 'x'.repeat(30_000)])(
    'that is hostile, cut or too long says so: %#',
    async (text) => {
      const { cell, page, status } = await open('penguins-refined', `${path}#run=penguins-refined=${text}`)
      await cell.locator('.cm-content').waitFor()
      await page.waitForFunction(() => document.body.textContent!.includes('The code in this link cannot be read'))
      expect(await status.textContent()).toMatch(/cannot be read/)
      expect(await cell.locator('.cm-content').textContent()).toContain('loadPenguins')
      await page.context().close()
    },
  )

  it('packs any code and gives it back', async () => {
    for (const code of ['', 'const x = 1', '“½”\n'.repeat(500)])
      expect(await unpackCode(await packCode(code))).toBe(code)
  })

  it('refuses what is too long, to pack and to unpack: a small text may stand for a huge one', async () => {
    await expect(packCode('x'.repeat(20_001))).rejects.toThrow(/20001 characters; a link carries 20000 at most/)
    const bomb = new Blob(['x'.repeat(5_000_000)]).stream().pipeThrough(new CompressionStream('deflate-raw'))
    const bytes = new Uint8Array(await new Response(bomb).arrayBuffer())
    const text = Buffer.from(bytes).toString('base64url')
    expect(text.length).toBeLessThan(20_000)
    await expect(unpackCode(text)).rejects.toThrow(/cannot be read/)
  })
})
