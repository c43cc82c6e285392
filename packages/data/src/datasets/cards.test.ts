import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sharedData } from '@dlw/testing'
import { describe, expect, it } from 'vitest'
import { makePenguins } from '../../scripts/make-penguins.ts'
import { loadPenguins, parseCsv, type Table } from '../index.ts'

interface Card {
  name: string
  title: string
  description: string
  files: { name: string; bytes: number; sha256?: string; urls: string[]; note: string }[]
  rows: number
  licence: { name: string; url: string }
  citation: string[]
  columns: {
    name: string
    kind: string
    unit?: string
    range?: [number, number]
    values?: string[]
    missing: number
    description: string
  }[]
  classes?: string[]
  ethics: string
}

const datasets = fileURLToPath(new URL('../../../../datasets', import.meta.url))
const read = (name: string): Card => JSON.parse(readFileSync(join(datasets, name, 'card.json'), 'utf8')) as Card
const names = globSync('*/card.json', { cwd: datasets }).map((path) => path.replace(/[\\/]card.json$/, ''))
const sha256 = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex')

/** Every column of the table is on the card once, and holds what the card says. */
function expectAsOnCard(table: Table, card: Card): void {
  expect(table.shape[0]).toBe(card.rows)
  const entries = table.columns.map((name) => {
    const found = card.columns.filter((entry) => new RegExp(`^${entry.name.replace('*', '.+')}$`).test(name))
    expect(found, name).toHaveLength(1)
    return [name, found[0]!] as const
  })
  for (const entry of card.columns) {
    const own = entries.filter(([, other]) => other === entry).map(([name]) => name)
    const columns = own.map((name) => table.column(name))
    const present = columns.flatMap((column) => [...column]).filter((value) => value !== null && !Number.isNaN(value))
    expect(columns.reduce((sum, column) => sum + column.length, 0) - present.length, entry.name).toBe(entry.missing)
    if (entry.kind === 'text') expect([...new Set(present)].sort(), entry.name).toEqual(entry.values)
    else {
      const numbers = present as number[]
      const least = numbers.reduce((a, b) => Math.min(a, b))
      const greatest = numbers.reduce((a, b) => Math.max(a, b))
      expect(least, entry.name).toBeGreaterThanOrEqual(entry.range![0])
      expect(greatest, entry.name).toBeLessThanOrEqual(entry.range![1])
    }
  }
}

describe('data-set cards', () => {
  it.each(names)('%s: says all that a card must say', (name) => {
    const card = read(name)
    expect(card.name).toBe(name)
    for (const text of [card.title, card.description, card.licence.name, card.ethics]) expect(text).toMatch(/\w/)
    expect(card.licence.url).toMatch(/^https:/)
    expect(card.citation.length).toBeGreaterThan(0)
    for (const file of card.files) {
      expect(file.bytes).toBeGreaterThan(0)
      for (const url of file.urls) expect(new URL(url).protocol).toBe('https:')
      if (file.sha256) expect(file.sha256).toMatch(/^[0-9a-f]{64}$/)
    }
    for (const column of card.columns) {
      expect(column.description).toMatch(/\w/)
      expect(column.kind === 'text' ? column.values : column.unit, column.name).toBeDefined()
    }
    expect(readFileSync(join(datasets, 'README.md'), 'utf8')).toContain(`](${name}/card.json)`)
  })

  it('penguins: the package holds the file of the card', () => {
    const card = read('penguins')
    const csv = readFileSync(join(datasets, 'penguins/penguins.csv'))
    expect(csv.byteLength).toBe(card.files[0]!.bytes)
    expect(sha256(csv)).toBe(card.files[0]!.sha256)
    expect(loadPenguins().toObjects()).toEqual(parseCsv(csv.toString()).toObjects())
    expectAsOnCard(loadPenguins(), card)
    expect(Object.keys(loadPenguins().groupCount('species')).sort()).toEqual(card.classes)
  })

  it('penguins: the script that the card names makes the file again', () => {
    expect(makePenguins()).toBe(readFileSync(join(datasets, 'penguins/penguins.csv'), 'utf8'))
  })

  const weather = sharedData('datasets/weather')
  it.skipIf(!weather)('weather: the file is as on the card (needs shared/datasets/weather)', () => {
    const card = read('weather')
    const csv = readFileSync(join(weather!, card.files[0]!.name))
    expect(csv.byteLength).toBe(card.files[0]!.bytes)
    expect(sha256(csv)).toBe(card.files[0]!.sha256)
    expectAsOnCard(parseCsv(csv.toString()), card)
  })
})
