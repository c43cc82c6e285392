import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { temporaryDirectory } from '@dlw/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fileServer, sendFile } from '../../test/file-server.ts'
import { parseCsv, type StreamCsvOptions, streamCsv, type Table } from '../index.ts'

async function tablesOf(text: string | Uint8Array<ArrayBuffer>, options: StreamCsvOptions = {}): Promise<Table[]> {
  return collect(streamCsv(new Blob([text]), options))
}

async function collect(tables: AsyncIterable<Table>): Promise<Table[]> {
  const found: Table[] = []
  for await (const table of tables) found.push(table)
  return found
}

const long = `id,name,value\n${Array.from({ length: 30_000 }, (_, row) => `${row},"n, ${row % 7}",${row / 8}`).join('\r\n')}`

describe('streamCsv', () => {
  it('gives the rows of parseCsv in tables of so many rows', async () => {
    const whole = parseCsv(long).toObjects()
    for (const rowsPerChunk of [4999, 10_000, 30_000, 100_000]) {
      const tables = await tablesOf(long, { rowsPerChunk })
      expect(tables.map(({ shape }) => shape[0])).toEqual(
        Array.from({ length: Math.ceil(30_000 / rowsPerChunk) }, (_, chunk) =>
          Math.min(rowsPerChunk, 30_000 - chunk * rowsPerChunk),
        ),
      )
      expect(tables.flatMap((table) => table.toObjects())).toEqual(whole)
    }
  })

  it('reads paths, addresses and gzip', async () => {
    const path = join(temporaryDirectory(), 'long.csv.gz')
    const packed = new Uint8Array(gzipSync(long))
    writeFileSync(path, packed)
    const { url } = await fileServer(sendFile(packed))
    for (const source of [path, url]) {
      let rows = 0
      for await (const table of streamCsv(source)) rows += table.shape[0]
      expect(rows).toBe(30_000)
    }
  })

  it('agrees with parseCsv wherever chunks of bytes and rows end', async () => {
    const cell = fc.stringMatching(/^[a-zä😀",\r\n ]{0,5}[a-z]$/u)
    const rows = fc.array(fc.tuple(cell, fc.integer(), fc.constantFrom('\n', '\r\n', '\r')), { minLength: 1 })
    const cases = fc.record({
      rows,
      rowsPerChunk: fc.integer({ min: 1, max: 4 }),
      step: fc.integer({ min: 1, max: 9 }),
    })
    await fc.assert(
      fc.asyncProperty(cases, async ({ rows, rowsPerChunk, step }) => {
        const text = `x,y\r\n${rows.map(([x, y, end]) => `"${x.replaceAll('"', '""')}",${y}${end}`).join('')}`
        const bytes = new TextEncoder().encode(text)
        const file = new Blob([bytes])
        file.stream = () =>
          new ReadableStream({
            start(controller) {
              for (let at = 0; at < bytes.length; at += step) controller.enqueue(bytes.slice(at, at + step))
              controller.close()
            },
          })
        const tables = await collect(streamCsv(file, { rowsPerChunk }))
        expect(tables.flatMap((table) => table.toObjects())).toEqual(parseCsv(text).toObjects())
        expect(tables.length).toBe(Math.ceil(rows.length / rowsPerChunk))
      }),
    )
  })

  it('takes the options of loadCsv', async () => {
    const text = '\ufeffjunk\nsep\n\nA;B;\n1,5;x;\n# no\n2,5;NA;\n?;y;\n'
    const options = { skipRows: 2, decimal: ',', comment: '#', missing: ['?'], rowsPerChunk: 2 }
    const tables = await tablesOf(text, options)
    expect(tables.map((table) => table.toObjects())).toEqual([
      [
        { A: 1.5, B: 'x' },
        { A: 2.5, B: null },
      ],
      [{ A: Number.NaN, B: 'y' }],
    ])
    expect(await tablesOf('a,b\n')).toMatchObject([{ shape: [0, 2] }])
    expect((await tablesOf('1,2\n3,4\n5,6\n', { header: null, nRows: 2, rowsPerChunk: 1 })).length).toBe(2)
  })

  it('refuses a later cell that is not what the first rows say, with its line and the way out', async () => {
    const text = 'id,zip\n1,12345\n2,2345\n3,0x7\n'
    await expect(tablesOf(text, { rowsPerChunk: 2 })).rejects.toThrow(
      `parseCsv: expected numbers in zip, received "0x7" in line 4; 0 of 1 values are numbers. Where it stands for a missing value, read the file with { missing: { zip: ["0x7"] } }; where the column is text, with { types: { zip: 'text' } }.`,
    )
    const tables = await tablesOf(text, { rowsPerChunk: 2, types: { zip: 'text' } })
    expect(tables[1]!.labels('zip')).toEqual(['0x7'])
  })

  it.each<[string, StreamCsvOptions, string]>([
    ['a\n1', { rowsPerChunk: 0 }, 'received rowsPerChunk=0'],
    ['a\n1', { rowsPerChunks: 5 } as never, 'Did you mean rowsPerChunk?'],
    ['a\n1', { skipFooter: 1 } as never, 'expected options without skipFooter'],
    ['', {}, 'expected a header line, received empty text'],
    ['a,b\n1,"2', {}, 'expected a closing quote, received none for the one in line 2'],
    ['a,b\n1,2\n3\n', {}, 'expected 2 fields in line 3, received 1'],
  ])('refuses %j with %j', async (text, options, message) => {
    await expect(tablesOf(text, options)).rejects.toThrow(message)
  })

  it('refuses what it cannot read', async () => {
    await expect(collect(streamCsv('nowhere.csv'))).rejects.toThrow('expected a readable file')
    await expect(collect(streamCsv(temporaryDirectory()))).rejects.toThrow('expected a readable file')
    await expect(tablesOf(Uint8Array.of(97, 10, 0xe4, 10))).rejects.toThrow("Pass { encoding: 'latin1' }")
  })
})
