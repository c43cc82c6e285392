import { golden } from '@dlw/testing'
import { expect, it } from 'vitest'
import { type ParseCsvOptions, parseCsv } from '../src/index.ts'

interface Case {
  text: string
  options: ParseCsvOptions
  columns: [name: string, values: (number | string | null)[]][]
}
const { cases } = golden<{ cases: Case[] }>('csv-hostile')

/** Not-a-number, infinities and -0 as the golden file has them. */
function plain(value: number | string | null): number | string | null {
  if (typeof value !== 'number') return value
  if (Number.isNaN(value)) return null
  return Number.isFinite(value) ? value + 0 : value > 0 ? 'Infinity' : '-Infinity'
}

it('there are many hostile texts', () => expect(cases.length).toBeGreaterThan(200))

it.each(cases)('parseCsv reads what pandas reads in $text', ({ text, options, columns }) => {
  const table = parseCsv(text, options)
  expect(table.columns).toEqual(columns.map(([name]) => name))
  for (const [name, values] of columns) {
    const found = Array.from(table.column(name), plain)
    expect(found.length).toBe(values.length)
    for (const [row, value] of values.entries()) {
      // Where decimals or thousands are written in another way, pandas loses the last digit.
      const near = typeof value === 'number' && Math.abs((found[row] as number) - value) <= 4e-16 * Math.abs(value)
      if (!near) expect([name, row, found[row]]).toEqual([name, row, value])
    }
  }
})
