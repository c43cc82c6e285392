import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { golden } from '@dlw/testing'
import { describe, expect, it } from 'vitest'
import { type LoadCsvOptions, loadCsv } from '../src/index.ts'

interface Case {
  file: string
  options: LoadCsvOptions
  rows: number
  columns: [name: string, values: (number | string | null)[]][]
}
const { cases } = golden<{ cases: Case[] }>('csv-corpus')
const folder = fileURLToPath(new URL('corpus/', import.meta.url))

/** Not-a-number and infinities as the golden file has them. */
function plain(value: number | string | null): number | string | null {
  if (typeof value !== 'number') return value
  if (Number.isNaN(value)) return null
  return Number.isFinite(value) ? value + 0 : value > 0 ? 'Infinity' : '-Infinity'
}

describe('loadCsv reads what pandas reads', () => {
  it('in every file of the corpus, which are many', () => {
    expect(cases.map(({ file }) => file).sort()).toEqual(
      readdirSync(folder)
        .filter((name) => !name.startsWith('.'))
        .sort(),
    )
    expect(cases.length).toBeGreaterThanOrEqual(60)
  })

  it.each(cases)('$file', async ({ file, options, rows, columns }) => {
    const table = await loadCsv(`${folder}${file}`, options)
    expect(table.columns).toEqual(columns.map(([name]) => name))
    expect(table.shape[0]).toBe(rows)
    for (const [name, values] of columns) {
      expect([...table.column(name)].map(plain), name).toEqual(values)
    }
  })
})
