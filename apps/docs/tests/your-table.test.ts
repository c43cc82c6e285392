import { readFileSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import type { Locator, Page } from 'playwright-core'
import { afterEach, describe, expect, it } from 'vitest'
import { useSite } from './browser.ts'

const site = useSite()
const passengers = readFileSync(new URL('../examples/guides/table/data/passengers.csv', import.meta.url))

afterEach(() => expect(site.troubles.splice(0)).toEqual([]))

async function open(options = {}): Promise<{ page: Page; cell: Locator }> {
  const page = await site.open('guides/your-table-in-the-page/', options)
  return { page, cell: page.locator('dlw-own-table') }
}

/** Drops a file on the page, as a reader does with the pointer. */
async function drop({ page, cell }: { page: Page; cell: Locator }, content: Buffer | string, name = 'mine.csv') {
  const data = await page.evaluateHandle(
    ({ base64, name }) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
      const transfer = new DataTransfer()
      transfer.items.add(new File([bytes], name))
      return transfer
    },
    { base64: Buffer.from(content).toString('base64'), name },
  )
  await cell.locator('[data-part=choose]').dispatchEvent('drop', { dataTransfer: data })
}

/** Waits for what became of it. */
async function state(cell: Locator, wanted: string): Promise<void> {
  await cell.and(cell.page().locator('[data-state]')).waitFor()
  const error = await cell.locator('[data-part=error]').textContent()
  expect([await cell.getAttribute('data-state'), wanted === 'error' ? '' : error]).toEqual([wanted, ''])
}

const trained = (cell: Locator): Promise<void> =>
  cell.and(cell.page().locator('[data-state=trained], [data-state=error]')).waitFor({ timeout: 170_000 })

const noisy = (row: number): number => ((row * 7919) % 101) / 10

describe('a table that is dropped', () => {
  it('is shown, predicted and saved, without a request that carries it away', async () => {
    const { page, cell } = await open()
    const posts: string[] = []
    page.on('request', (request) => request.method() !== 'GET' && posts.push(request.url()))
    await drop({ page, cell }, passengers)
    await state(cell, 'table')
    expect(await cell.locator('[data-part=status]').textContent()).toMatch(/rows, 8 columns\.$/)
    expect(await cell.locator('[data-part=head] table').first().locator('tbody tr').count()).toBe(8)
    expect(await cell.locator('[data-part=warnings]').textContent()).toMatch(/Age: \d+ values missing/)
    await cell.locator('[data-part=pairs] svg').first().waitFor()
    expect(await cell.locator('select[data-part=target]').inputValue()).toBe('Survived')
    await cell.locator('button[data-do=train]').click()
    await trained(cell)
    await state(cell, 'trained')
    expect(await cell.locator('[data-part=status]').textContent()).toMatch(
      /^Done in [\d.]+ s\. Accuracy: (6[5-9]|[78]\d) % of \d+ test rows\. Always answering 0 would give \d+ %\.$/,
    )
    expect(await cell.locator('.confusion tbody tr').count()).toBe(2)
    expect(await cell.locator('path.yours').first().getAttribute('d')).toMatch(/^M/)
    expect(await cell.locator('[data-part=notes]').textContent()).toContain(
      'PassengerId is left out: it numbers the rows',
    )
    const [download] = await Promise.all([page.waitForEvent('download'), cell.getByText('Save model.keras').click()])
    const bytes = readFileSync((await download.path())!)
    expect([download.suggestedFilename(), bytes.subarray(0, 2).toString()]).toEqual(['model.keras', 'PK'])
    expect(posts).toEqual([])
    const { violations } = await new AxeBuilder({ page }).include('dlw-own-table').analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.target}`)).toEqual([])
    await page.context().close()
  })

  it('of numbers is predicted as numbers, chosen and started with the keyboard alone', async () => {
    const { page, cell } = await open({ width: 390 })
    await cell.locator('input[type=file]').focus()
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Space')])
    const lines = Array.from(
      { length: 300 },
      (_, row) => `${noisy(row)};${noisy(row * 3)};${(2 * noisy(row)).toFixed(2)}`,
    )
    const text = ['länge;höhe;preis', ...lines].join('\n').replaceAll('.', ',')
    await chooser.setFiles({ name: 'preise.csv', mimeType: 'text/csv', buffer: Buffer.from(text, 'latin1') })
    await state(cell, 'error')
    expect(await cell.locator('[data-part=error]').textContent()).toContain("{ encoding: 'latin1' }")
    await cell.getByLabel('Encoding').selectOption('windows-1252')
    await cell.getByLabel('Numbers').selectOption(', .')
    await state(cell, 'table')
    await cell.getByLabel('Predict').selectOption('preis')
    await cell.locator('button[data-do=train]').focus()
    await page.keyboard.press('Enter')
    await trained(cell)
    await state(cell, 'trained')
    expect(await cell.locator('[data-part=status]').textContent()).toMatch(/R² is (1\.00|0\.9\d)\./)
    expect(await cell.locator('[data-part=results] > svg').count()).toBe(1)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    await page.context().close()
  })
})

it('the example is a button away', async () => {
  const { page, cell } = await open()
  await cell.getByText('Take the example').click()
  await state(cell, 'table')
  await page.context().close()
})

const rows = (line: (row: number) => string, count = 40): string =>
  ['a,b', ...Array.from({ length: count }, (_, row) => line(row))].join('\n')

describe('a file that nothing can be learned from is answered in the page', () => {
  it.each<[string, Buffer | string, RegExp]>([
    ['empty', '', /expected a header line, received empty text/],
    ['one column', 'a\n1\n2\n', /expected at least two columns/],
    ['few rows', 'a,b\n1,2\n', /expected at least 20 rows, received 1/],
    ['ragged lines', 'a,b\n1,2\n1,2,3\n', /expected 2 fields in line 3, received 3/],
    ['an open quote', 'a,b\n"1,2\n', /expected a closing quote/],
    ['bytes of another encoding', Buffer.from([0x61, 0x2c, 0x62, 10, 0xff, 0xfd, 10]), /expected text in UTF-8/],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]), /expected/],
    ['a broken archive', Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3]), /expected a gzip file/],
    ['numbers in place of a header', '1,2\n3,4\n', /expected column names in line 1/],
  ])('%s', async (_, content, message) => {
    const { page, cell } = await open()
    await drop({ page, cell }, content)
    await state(cell, 'error')
    expect(await cell.locator('[data-part=error]').textContent()).toMatch(message)
    await page.context().close()
  })

  it.each<[string, string, RegExp]>([
    [
      'no column to learn from',
      rows((row) => `word ${row},${row % 2}`, 60),
      /a is left out: it is text with 60 different/,
    ],
    ['missing values only', rows((row) => `,${row % 2}`), /a is left out: it has no values/],
    [
      'one class',
      rows((row) => `${noisy(row)},yes`),
      /expected at least two different values in b, received only "yes"/,
    ],
    ['too many classes', rows((row) => `${noisy(row)},word ${row}`), /expected at most 30 classes in b, received 40/],
  ])('%s', async (_, content, message) => {
    const { page, cell } = await open()
    await drop({ page, cell }, content)
    await state(cell, 'table')
    await cell.getByLabel('Predict').selectOption('b')
    await cell.locator('button[data-do=train]').click()
    await trained(cell)
    await state(cell, 'error')
    expect(await cell.locator('[data-part=error]').textContent()).toMatch(message)
    expect(await cell.locator('button[data-do=train]').isVisible()).toBe(true)
    await page.context().close()
  })

  it('a file of 100 MB', async () => {
    const { page, cell } = await open()
    await page.evaluate(() => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([new Uint8Array(100_000_000)], 'large.csv'))
      const place = document.querySelector('dlw-own-table [data-part=choose]')!
      place.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, cancelable: true }))
    })
    await state(cell, 'error')
    expect(await cell.locator('[data-part=error]').textContent()).toMatch(/at most 50 MB, and large\.csv has 100 MB/)
    await page.context().close()
  })
})
