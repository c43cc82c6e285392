import { golden } from '@dlw/testing'
import { describe, expect, it } from 'vitest'
import { loadPenguins, Table } from '../index.ts'
import { quantile } from '../preprocess/scalers/quantile.ts'

type Described = Record<string, Record<string, number | string | null>>
interface Statistics {
  describe: {
    penguins: Described
    penguinWords: Described
    penguinMissing: Record<string, number>
    penguinValueCounts: Record<string, Record<string, number>>
  }
  oddTables: { name: string; values: Record<string, (number | null)[]>; describe: Described }[]
  quantiles: { fractions: number[]; cases: { values: number[]; quantiles: number[] }[] }
}
const statistics = golden<Statistics & { describe: { oddTables?: Statistics['oddTables'] } }>('statistics')
const infinite = golden<{
  describe: { values: (number | string)[]; describe: Record<string, number | string | null> }[]
}>('tables').describe
const oddTables = statistics.oddTables ?? statistics.describe.oddTables!

/** A described table as pandas gives it: column → statistic → value. */
function described(table: Table): Described {
  const lines = table.describe().toObjects()
  const names = table.describe().columns.slice(1)
  return Object.fromEntries(
    names.map((name) => [name, Object.fromEntries(lines.map((line) => [line.statistic, line[name]!]))]),
  )
}

function expectDescribed(table: Table, expected: Described): void {
  const actual = described(table)
  expect(Object.keys(actual)).toEqual(Object.keys(expected))
  for (const [name, lines] of Object.entries(expected)) {
    expect(Object.keys(actual[name]!)).toEqual(Object.keys(lines))
    for (const [statistic, value] of Object.entries(lines)) {
      const received = actual[name]![statistic] as number
      const where = `${name} ${statistic}`
      if (value === null) expect(received, where).toBeNaN()
      else if (value === 'Infinity') expect(received, where).toBe(Infinity)
      else expect(Math.abs(received - (value as number)), where).toBeLessThanOrEqual(1e-13 * Math.abs(value as number))
    }
  }
}

const table = Table.fromColumns({
  species: ['Adelie', 'Gentoo', null, 'Adelie'],
  mass: [3750, Number.NaN, 5000, 3800.5],
  year: [2007, 2008, 2009, 2009],
})

describe('Table', () => {
  it('describes the penguins as pandas does', () => {
    expectDescribed(loadPenguins(), statistics.describe.penguins)
  })

  it.each(oddTables)('describes $name as pandas does', ({ values, describe: expected }) => {
    expectDescribed(Table.fromColumns(values), expected)
  })

  it.each(infinite)('describes $values as pandas does', ({ values, describe: expected }) => {
    const numbers = values.map((value) => (typeof value === 'string' ? Number(value) : value))
    const lines = Table.fromColumns({ x: numbers }).describe()
    const received = [...lines.numbers('x')]
    const wanted = Object.values(expected).map((value) => Number(value ?? Number.NaN))
    expect(lines.column('statistic')).toEqual(Object.keys(expected))
    for (const [line, value] of wanted.entries()) {
      // NumPy has NaN for quartiles beside an infinite value, even for one that is met exactly: those are not compared.
      const isQuartile = Object.keys(expected)[line]!.endsWith('%')
      if (!(isQuartile && Number.isNaN(value))) expect(received[line], Object.keys(expected)[line]!).toBe(value)
    }
  })

  it('describes text by count, unique, top and freq', () => {
    const words = described(loadPenguins().select('species', 'island', 'sex'))
    for (const [name, lines] of Object.entries(statistics.describe.penguinWords)) {
      const expected = Object.values(lines).map((value) => String(value).replace('MALE', 'Male'))
      expect(Object.values(words[name]!)).toEqual(expected)
    }
  })

  it.each(statistics.quantiles.cases)('has the quantiles of NumPy: $values', ({ values, quantiles }) => {
    const sorted = values.toSorted((a, b) => a - b)
    for (const [place, fraction] of statistics.quantiles.fractions.entries()) {
      expect(quantile(sorted, fraction)).toBeCloseTo(quantiles[place]!, 12)
    }
  })

  it('counts what is missing, and the values of a column', () => {
    expect(loadPenguins().missingCount()).toEqual(statistics.describe.penguinMissing)
    expect(loadPenguins().groupCount('species')).toEqual(statistics.describe.penguinValueCounts.species)
    expect(table.missingCount()).toEqual({ species: 1, mass: 1, year: 0 })
    expect(table.groupCount('year')).toEqual({ '2007': 1, '2008': 1, '2009': 2 })
    expect(table.groupCount('species')).toEqual({ Adelie: 2, Gentoo: 1 })
  })

  it('tells its shape and columns', () => {
    expect(table.shape).toEqual([4, 3])
    expect(table.columns).toEqual(['species', 'mass', 'year'])
    expect(table.column('year')).toEqual(Float64Array.of(2007, 2008, 2009, 2009))
    expect(table.column('species')).toEqual(['Adelie', 'Gentoo', null, 'Adelie'])
  })

  it('takes rows and columns out', () => {
    const years = (part: Table): number[] => [...part.numbers('year')]
    expect(years(table.head(2))).toEqual([2007, 2008])
    expect(years(table.head(-1))).toEqual([2007, 2008, 2009])
    expect(years(table.tail(1))).toEqual([2009])
    expect(years(table.rows(1, 3))).toEqual([2008, 2009])
    expect(years(table.take([3, 0, 0]))).toEqual([2009, 2007, 2007])
    expect(years(table.filter(({ mass }) => (mass as number) > 3760))).toEqual([2009, 2009])
    expect(table.select('year', 'species').columns).toEqual(['year', 'species'])
    expect(table.drop('mass').columns).toEqual(['species', 'year'])
    expect(table.dropMissing().toObjects()).toEqual([
      { species: 'Adelie', mass: 3750, year: 2007 },
      { species: 'Adelie', mass: 3800.5, year: 2009 },
    ])
  })

  it('is not changed by its verbs nor by what it was made of', () => {
    const source = Float64Array.of(1, 2)
    const own = Table.fromColumns({ a: source })
    source[0] = 9
    own.withColumn('a', [5, 6])
    expect([...own.numbers('a')]).toEqual([1, 2])
  })

  it('adds and replaces columns', () => {
    const more = table.withColumn('month', [1, 2, 3, 4]).withColumn('year', ['a', 'b', 'c', null])
    expect(more.columns).toEqual(['species', 'mass', 'year', 'month'])
    expect(more.column('year')).toEqual(['a', 'b', 'c', null])
  })

  it('keeps its row count when no column is left', () => {
    expect(table.select().shape).toEqual([4, 0])
  })

  it('is made of rows', () => {
    expect(Table.fromRows([{ a: 1 }, { a: 2, b: 'x' }]).toObjects()).toEqual([
      { a: 1, b: null },
      { a: 2, b: 'x' },
    ])
    expect(Table.fromRows([]).shape).toEqual([0, 0])
  })

  it('becomes rows of numbers', () => {
    expect(table.select('year', 'mass').rows(2).toArray()).toEqual([
      [2009, 5000],
      [2009, 3800.5],
    ])
  })

  it('prints itself as pandas does', () => {
    expect(`\n${loadPenguins().head()}`).toMatchInlineSnapshot(`
      "
         species     island  bill_length_mm  bill_depth_mm  flipper_length_mm  body_mass_g     sex
      0   Adelie  Torgersen            39.1           18.7                181         3750    Male
      1   Adelie  Torgersen            39.5           17.4                186         3800  Female
      2   Adelie  Torgersen            40.3           18.0                195         3250  Female
      3   Adelie  Torgersen             NaN            NaN                NaN          NaN     NaN
      4   Adelie  Torgersen            36.7           19.3                193         3450  Female"
    `)
    expect(`\n${loadPenguins().select('species', 'body_mass_g')}`).toMatchInlineSnapshot(`
      "
           species  body_mass_g
      0     Adelie         3750
      1     Adelie         3800
      2     Adelie         3250
      3     Adelie          NaN
      4     Adelie         3450
      ..       ...          ...
      339   Gentoo          NaN
      340   Gentoo         4850
      341   Gentoo         5750
      342   Gentoo         5200
      343   Gentoo         5400

      [344 rows x 2 columns]"
    `)
    expect(`\n${loadPenguins().describe().toString({ index: false })}`).toMatchInlineSnapshot(`
      "
      statistic  bill_length_mm  bill_depth_mm  flipper_length_mm  body_mass_g
          count      342.000000     342.000000         342.000000   342.000000
           mean       43.921930      17.151170         200.915205  4201.754386
            std        5.459584       1.974793          14.061714   801.954536
            min       32.100000      13.100000         172.000000  2700.000000
            25%       39.225000      15.600000         190.000000  3550.000000
            50%       44.450000      17.300000         197.000000  4050.000000
            75%       48.500000      18.700000         213.000000  4750.000000
            max       59.600000      21.500000         231.000000  6300.000000"
    `)
    const wide = Table.fromColumns(Object.fromEntries([...'abcdef'].map((name) => [name, [1, 2]])))
    expect(`\n${wide.toString({ maxColumns: 4 })}`).toMatchInlineSnapshot(`
      "
         a  b  ...  e  f
      0  1  1  ...  1  1
      1  2  2  ...  2  2

      [2 rows x 6 columns]"
    `)
    expect(String(Table.fromColumns({}))).toBe('Empty table: 0 columns, 0 rows')
  })

  it.each([
    [
      'an unknown column',
      () => table.column('Mass'),
      'Table.column: expected one of species, mass, year, received name="Mass". Mind upper and lower case.',
    ],
    ['an unknown column to drop', () => table.drop('Mass'), 'received name="Mass"'],
    ['an unknown column to select', () => table.select('Mass'), 'received name="Mass"'],
    [
      'numbers of a text column',
      () => table.numbers('species'),
      'Table.numbers: expected a numeric column, received name="species", which holds text such as "Adelie".',
    ],
    [
      'labels of a numeric column',
      () => table.labels('mass'),
      'Table.labels: expected a text column, received name="mass", which is numeric.',
    ],
    [
      'labels with a gap',
      () => table.labels('species'),
      'received none in row 2 of "species". Call dropMissing() first.',
    ],
    ['text as rows of numbers', () => table.toArray(), 'Table.numbers: expected a numeric column'],
    ['a row that is not there', () => table.take([0, 4]), 'Table.take: expected rows from 0 to 3, received row=4.'],
    ['half a row', () => table.take([0.5]), 'received row=0.5'],
    [
      'columns of different lengths',
      () => Table.fromColumns({ a: [1, 2], b: [1] }),
      'Table.fromColumns: expected columns of one length, received a with 2 and b with 1 values.',
    ],
    [
      'numbers and texts mixed',
      () => Table.fromColumns({ a: [1, 'x'] }),
      'column "a", received numbers and texts mixed.',
    ],
    [
      'values of another kind',
      () => Table.fromColumns({ a: [true] as never }),
      'column "a", received a boolean (true).',
    ],
    [
      'a column of another length',
      () => table.withColumn('a', [1]),
      'Table.withColumn: expected 4 values, received 1 for "a".',
    ],
  ])('refuses %s', (_, call, message) => {
    expect(call).toThrow(message)
  })
})
