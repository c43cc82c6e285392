import { describe, expect, it } from 'vitest'
import { parseCsv } from './parse-csv.ts'

describe('readTexts', () => {
  it('keeps every text, however often and in whatever order they come', () => {
    const texts = Array.from({ length: 30_000 }, (_, row) =>
      row % 3 === 0 ? `same ${row % 7}` : `${(row * 7919) % 30_011}${'é'.repeat(row % 5)}${row % 11 === 0 ? '""' : ''}`,
    )
    const written = texts.map((text) => `"${text.replaceAll('"', '""')}",x`)
    expect(parseCsv(['a,b', ...written].join('\n'), { types: 'text' }).column('a')).toEqual(texts)
  })

  it('finds missing values among equal texts, short and long', () => {
    const long = 'x'.repeat(200)
    const table = parseCsv(`a,b\nNA,${long}\nb,n/a\nNA,${long}\nb,${long}\n`)
    expect(table.column('a')).toEqual([null, 'b', null, 'b'])
    expect(table.column('b')).toEqual([long, null, long, long])
  })
})
