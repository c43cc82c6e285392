import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sharedData } from '@dlw/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ParseCsvOptions, parseCsv, type Row, Table, validateTable } from '../index.ts'

describe('parseCsv', () => {
  it('reads numbers, text and quoted fields', () => {
    const table = parseCsv('name,mass,note\n"Ade, lie",3750,"says ""hi""\nand goes"\nGentoo,5e3,\n')
    expect(table.toObjects()).toEqual([
      { name: 'Ade, lie', mass: 3750, note: 'says "hi"\nand goes' },
      { name: 'Gentoo', mass: 5000, note: null },
    ])
  })

  it.each(['', 'NA', 'NaN', 'nan', 'N/A', 'n/a', 'null', 'NULL', 'None', '#N/A', '<NA>', '-NaN', '-1.#IND'])(
    'takes %j for missing',
    (gap) => {
      const table = parseCsv(`a,b\n1,x\n${gap},${gap}\n`)
      expect(table.column('a')).toEqual(Float64Array.of(1, Number.NaN))
      expect(table.column('b')).toEqual(['x', null])
    },
  )

  it.each([
    ['1', 1],
    ['-2.5', -2.5],
    ['+3', 3],
    ['.5', 0.5],
    ['1e-3', 0.001],
    [' 7 ', 7],
    ['inf', Infinity],
    ['-Infinity', -Infinity],
  ])('takes %j for a number', (text, value) => {
    expect(parseCsv(`a,b\n${text},1`).column('a')).toEqual(Float64Array.of(value))
  })

  it.each(['0x10', '1_000', '1,5', 'true', '12 kg', '-', 'na'])('takes %j for text', (text) => {
    expect(parseCsv(`a,b\n"${text}",1`).column('a')).toEqual([text])
  })

  it('reads other line ends, a byte-order mark, blank lines and another separator', () => {
    expect(parseCsv('\uFEFFa;b\r\n1;2\r\n\r\n3;4', { separator: ';' }).toArray()).toEqual([
      [1, 2],
      [3, 4],
    ])
  })

  it('takes names for text without a header', () => {
    expect(parseCsv('1,2\n3,4', { columns: ['a', 'b'] }).toObjects()).toEqual([
      { a: 1, b: 2 },
      { a: 3, b: 4 },
    ])
  })

  it('keeps the order of columns whose names are numbers', () => {
    expect(parseCsv('year,2024,2019\n1,2,3').columns).toEqual(['year', '2024', '2019'])
  })

  it('makes empty names and names that come twice unique, as pandas does, and says so', () => {
    const table = parseCsv(',a,b,a,\n0,1,2,3,4\n')
    expect(table.columns).toEqual(['Unnamed: 0', 'a', 'b', 'a.1', 'Unnamed: 4'])
    expect(table.notes.map(({ message }) => message)).toEqual([
      'Column 1 has no name, so it is called "Unnamed: 0".',
      'The name "a" comes twice, so it is called "a.1".',
      'Column 5 has no name, so it is called "Unnamed: 4".',
    ])
  })

  it('reads a header without rows', () => {
    expect(parseCsv('a,b\n').shape).toEqual([0, 2])
  })

  it.each([
    [
      'a short line',
      'a,b\n1,2\n3\n',
      'parseCsv: expected 2 fields in line 3, received 1. Quote fields that hold a separator, and leave missing ones empty.',
    ],
    [
      'a long line after a field of two lines',
      'a,b\n"x\ny",2\n3,4,5\n',
      'parseCsv: expected 2 fields in line 4, received 3.',
    ],
    ['a long line after a blank one', 'a,b\n\n1,2,3\n', 'expected 2 fields in line 3, received 3'],
    [
      'no header',
      '39.1,18.7\n39.5,17.4\n',
      'parseCsv: expected column names in line 1, received only numbers: 39.1, 18.7. Pass the names as { columns } when the file has no header.',
    ],
    ['empty text', '', 'parseCsv: expected a header line, received empty text.'],
    [
      'a quote that does not end',
      'a,b\n1,"x\n',
      'parseCsv: expected a closing quote, received none for the one in line 2.',
    ],
  ])('refuses %s', (_, text, message) => {
    expect(() => parseCsv(text)).toThrow(message)
  })

  it('names the cell that keeps a column from being numeric, its line, and the rest', () => {
    const table = parseCsv('name,hp\n"a\nb",130\nc,165\nd,?\ne,150\n')
    expect(table.column('hp')).toEqual(['130', '165', '?', '150'])
    expect(table.notes).toMatchObject([{ kind: 'notNumber', column: 'hp', value: '?', line: 5 }])
    expect(() => table.numbers('hp')).toThrow(
      'Table.numbers: expected a numeric column, received name="hp", which holds "?" in row 2 (line 5 of the file); 3 of its 4 values are numbers. Where it stands for a missing value, read the file with { missing: { hp: ["?"] } }, or correct it with replace().',
    )
    expect(() => parseCsv('hp\n1\n?\n', { types: { hp: 'number' } })).toThrow(
      'parseCsv: expected numbers in hp, received "?" in line 3; 1 of 2 values are numbers.',
    )
    expect(String(validateTable(table))).toContain('hp: 1 value (row 2) is no number, as the others are: "?" in line 5')
    // A note on a column that was replaced or dropped is gone.
    expect(table.replace({ hp: { '?': '0' } }).notes).toEqual([])
    expect(table.drop('hp').notes).toEqual([])
    expect(table.select('hp').head(1).notes).toHaveLength(1)
  })

  it('keeps integers above 2**53 as text, and says so', () => {
    const table = parseCsv('id,n\n1234567890123456789,1\n7,2\n')
    expect(table.column('id')).toEqual(['1234567890123456789', '7'])
    expect(table.notes[0]!.message).toContain('1234567890123456789 in line 2 is an integer above 2**53')
    expect(() => table.numbers('id')).toThrow('integers above 2**53, kept as text')
    expect(validateTable(table).findings).toMatchObject([{ kind: 'largeInteger', column: 'id', rows: [0], line: 2 }])
    expect(parseCsv('id\n1234567890123456789\n', { types: { id: 'number' } }).numbers('id')[0]).toBe(
      1234567890123456800,
    )
  })

  it('notes characters that were lost before', () => {
    const text = new TextDecoder().decode(Uint8Array.of(97, 10, 0xe4, 10))
    expect(parseCsv(text).notes).toMatchObject([{ kind: 'lostCharacters', line: 2 }])
  })

  it('guesses a separator only where every line agrees, and says so', () => {
    expect(parseCsv('a;b\n1;2\n').notes).toMatchObject([{ kind: 'separator', value: ';' }])
    expect(parseCsv('text\na; b\nc\n').columns).toEqual(['text'])
    expect(parseCsv('a;b\n1;2\n', { separator: ',' }).columns).toEqual(['a;b'])
    expect(parseCsv('a,b\nx;y,z;w\n').columns).toEqual(['a', 'b'])
  })

  it('ends lines in every way, also in turn, wherever they end', () => {
    const cell = fc.stringMatching(/^[a-z",\r\n ]{0,6}[a-z]$/)
    const end = fc.constantFrom('\n', '\r\n', '\r')
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell, end), { minLength: 1, maxLength: 8 }), (rows) => {
        const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
        const text = `x,y\n${rows.map(([x, y, own]) => `${quoted(x)},${quoted(y)}${own}`).join('')}`
        expect(parseCsv(text, { types: 'text', keepDefaultMissing: false }).toObjects()).toEqual(
          rows.map(([x, y]) => ({ x, y })),
        )
      }),
    )
  })

  it.each<[ParseCsvOptions, string]>([
    [{ seperator: ';' } as never, 'received seperator=";". Did you mean separator?'],
    [{ sep: ';' } as never, 'parseCsv: expected options among separator'],
    [{ separator: '' }, 'received separator=""'],
    [{ decimal: ',', thousands: ',' }, 'expected different characters'],
    [{ decimal: ',', separator: ',' }, 'expected different characters'],
    [{ quote: '""' }, 'expected quote to be one character'],
    [{ skipRows: -1 }, 'received skipRows=-1'],
    [{ header: 7 }, 'expected a header in line 7'],
    [{ nRows: 0.5 }, 'received nRows=0.5'],
    [{ onBadLines: 'warn' as never }, 'received onBadLines="warn"'],
    [{ columns: ['a', 'a'], header: 0 }, 'expected each column name once'],
    [{ types: { A: 'text' } }, 'expected types of columns among a, b, received "A". Did you mean "a"?'],
    [{ types: { a: 'integer' as never } }, 'received "integer"'],
    [{ missing: { c: ['?'] } }, 'expected missing of columns among a, b, received "c"'],
    [{ types: { b: 'boolean' } }, 'expected true, false, yes, no, 1 or 0 in b, received "x" in line 2'],
    [{ types: { b: 'date' } }, 'parseCsv: b: expected a date such as 2024-01-31'],
  ])('refuses the options %j', (options, message) => {
    expect(() => parseCsv('a,b\n1,x\n2,y\n', options)).toThrow(message)
  })

  // Text that reads as a number or as a gap would come back as one; each text column holds a word that is neither.
  const word = fc
    .string({ unit: 'binary' })
    .filter((text) => Array.isArray(parseCsv(`a,b\n"${text.replaceAll('"', '""')}",1\n`).column('a')))
    .filter((text) => !/^\s*(0[xob]\w+|na|nan|n\/a|null|none|inf|infinity)?\s*$/i.test(text))
  const name = fc
    .stringMatching(/^[a-z_0-9",\n ]*[a-z]?$/)
    .map((text) => text.trim())
    .filter((text) => /[a-z]/.test(text))
  const rows = fc.integer({ min: 0, max: 12 })
  const tables = rows.chain((count) =>
    fc
      .uniqueArray(
        fc.tuple(
          name,
          fc.oneof(
            fc.array(fc.oneof(fc.double(), fc.integer()), { minLength: count, maxLength: count }),
            fc
              .array(fc.option(word), { minLength: count, maxLength: count })
              .map((column) => (count > 0 ? ['word', ...column.slice(1)] : column)),
          ),
        ),
        { minLength: 1, maxLength: 5, selector: ([label]) => label },
      )
      .map((columns) => Table.fromColumns(Object.fromEntries(columns))),
  )

  it('reads back what any table writes', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const back = parseCsv(table.toCsv())
        expect(back.columns).toEqual(table.columns)
        // Negative zero is written as zero.
        const plain = (rows: Row[]) =>
          rows.map((row) => Object.values(row).map((cell) => (typeof cell === 'number' ? cell + 0 : cell)))
        expect(back.shape).toEqual(table.shape)
        expect(plain(back.toObjects())).toEqual(plain(table.toObjects()))
      }),
    )
  })

  const weather = sharedData('datasets/weather')
  const title = 'takes at most eight times as long as splitting at commas would (needs shared/datasets/weather)'
  it.skipIf(!weather)(title, () => {
    const text = readFileSync(join(weather!, 'weather_prediction_dataset_light.csv'), 'utf8')
    expect(parseCsv(text).shape).toEqual([3654, 91])
    const time = (work: () => unknown): number => {
      const start = performance.now()
      work()
      return performance.now() - start
    }
    // In turns, and the fastest of each: other work on the machine must not decide.
    const rounds = Array.from({ length: 8 }, () => ({
      splitting: time(() => text.split('\n').map((line) => line.split(',').map(Number))),
      parsing: time(() => parseCsv(text)),
    }))
    const fastest = (name: 'splitting' | 'parsing'): number => Math.min(...rounds.map((round) => round[name]))
    expect(fastest('parsing') / fastest('splitting')).toBeLessThan(8)
  })
})
