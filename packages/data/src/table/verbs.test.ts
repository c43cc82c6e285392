import { golden } from '@dlw/testing'
import { describe, expect, it } from 'vitest'
import { parseDates, Table } from '../index.ts'

type Listed = [name: string, values: (number | string | null)[]][]
const { tables, verbs } = golden<{ tables: Record<string, Listed>; verbs: Record<string, Listed> }>('tables')

const table = (name: string): Table => Table.fromColumns(new Map(tables[name]!))
const birds = table('birds')
const islands = table('islands')
const visits = table('visits')
const times = table('times')
const ages = Table.fromColumns({ age: [0, 1, 17.5, 18, 40, 65, 66, 100, Number.NaN] })
const few = Table.fromColumns({ x: [0.5, 1.25, 7, 3.3, 10] })
const edges = [0, 18, 65, 120]
const all = ['mean', 'sum', 'min', 'max', 'median', 'std', 'var', 'count', 'size', 'nunique', 'first', 'last'] as const

const cases: Record<string, () => Table> = {
  'fill mean': () => birds.fillMissing({ mass: 'mean' }),
  'fill median': () => birds.fillMissing({ mass: 'median' }),
  'fill mode': () => birds.fillMissing({ species: 'mode', mass: 'mode' }),
  'fill value': () => birds.fillMissing({ island: { value: 'sea' }, mass: 0 }),
  'fill previous': () => birds.fillMissing({ species: 'previous', island: 'previous', mass: 'previous' }),
  'fill next': () => birds.fillMissing({ species: 'next', island: 'next', mass: 'next' }),
  rename: () => birds.rename({ mass: 'body_mass', year: 'season' }),
  'sort mass': () => birds.sort('mass'),
  'sort mass descending': () => birds.sort('mass', { descending: true }),
  'sort species, year descending': () => birds.sort(['species', 'year'], { descending: [false, true] }),
  replace: () =>
    birds.replace({
      species: { Gentoo: 'G', Adelie: 'A' },
      year: new Map([
        [2007, null],
        [2008, 8],
      ]),
    }),
  distinct: () => birds.append(birds.take([0, 2])).distinct(),
  'distinct species': () => birds.distinct('species'),
  'distinct species, island': () => birds.distinct('species', 'island'),
  'drop missing': () => birds.dropMissing(),
  'drop missing mass': () => birds.dropMissing('mass'),
  'sample 3': () => birds.sample({ count: 3, seed: 0 }),
  'sample half': () => birds.sample({ share: 0.55, seed: 7 }),
  'sample replace': () => birds.sample({ count: 12, seed: 3, replace: true }),
  'group species': () => birds.groupBy('species').aggregate({ mass: all }),
  'group species, year': () => birds.groupBy('species', 'year').aggregate({ mass: 'mean', island: 'first' }),
  'group texts': () =>
    birds.groupBy('year').aggregate({ species: ['min', 'max', 'count', 'size', 'nunique', 'first', 'last'] }),
  'join inner': () => birds.join(islands, { on: 'island' }),
  'join left': () => birds.join(islands, { on: 'island', how: 'left' }),
  'join two keys': () =>
    birds.join(birds.select('species', 'year', 'mass').distinct('species', 'year'), {
      on: ['species', 'year'],
      how: 'left',
    }),
  'join other names': () => birds.join(visits, { on: { left: 'island', right: 'place' }, validate: 'manyToMany' }),
  'join one to many': () => islands.join(birds, { on: 'island', how: 'left', validate: 'oneToMany' }),
  append: () => birds.append(birds.head(2).select('year', 'mass', 'island', 'species')),
  'append fill': () => birds.append(islands, { fill: true }),
  'cut edges': () => ages.cut('age', { bins: edges }),
  'cut left': () => ages.cut('age', { bins: edges, right: false }),
  'cut lowest': () => ages.cut('age', { bins: edges, includeLowest: true }),
  'cut labels': () => ages.cut('age', { bins: edges, labels: ['child', 'adult', 'old'] }),
  'cut codes': () => ages.cut('age', { bins: edges, labels: false }),
  'cut four': () => ages.cut('age', { bins: 4 }),
  'cut three left': () => few.cut('x', { bins: 3, right: false }),
  'cut floats': () => few.cut('x', { bins: [0.5, 1.25, 3.125, 10] }),
  shift: () => birds.shift('mass').shift('island'),
  'shift up': () => birds.shift('mass', { by: -2 }),
  'shift within': () => birds.shift('mass', { within: 'year', as: 'before' }),
  'date parts': () =>
    times.dateParts('time', {
      parts: ['year', 'month', 'day', 'weekday', 'dayOfYear', 'hour', 'minute', 'second'],
      cycles: ['month', 'weekday', 'dayOfYear', 'hour'],
    }),
  'resample day': () => times.resample('time', { every: 'day', aggregate: { rain: 'sum' } }),
  'resample 12 hours': () => times.resample('time', { every: '12 hours', aggregate: { rain: 'mean' } }),
  'resample 7 hours': () => times.resample('time', { every: '7 hours', aggregate: { rain: 'count' } }),
  'resample 3 days': () => times.resample('time', { every: '3 days', aggregate: { rain: 'max' } }),
  'resample week': () => times.resample('time', { every: 'week', aggregate: { rain: 'mean' } }),
  'resample month': () =>
    times.resample('time', { every: 'month', aggregate: { rain: ['min', 'std'], code: ['count', 'first'] } }),
  'resample 2 months': () => times.resample('time', { every: '2 months', aggregate: { rain: 'sum' } }),
  'resample year': () => times.resample('time', { every: 'year', aggregate: { rain: 'median' } }),
}

describe('verbs give what pandas gives', () => {
  it('every golden table has its call', () => expect(Object.keys(cases).sort()).toEqual(Object.keys(verbs).sort()))

  it.each(Object.keys(cases))('%s', (name) => {
    const made = cases[name]!()
    const expected = verbs[name]!
    expect(made.columns).toEqual(expected.map(([column]) => column))
    for (const [column, values] of expected) {
      const actual = [...made.column(column)]
      expect(actual.length, column).toBe(values.length)
      for (const [row, value] of values.entries()) {
        const where = `${column} in row ${row}`
        if (typeof value === 'number') {
          expect(Math.abs((actual[row] as number) - value), where).toBeLessThanOrEqual(
            1e-12 * Math.max(1, Math.abs(value)),
          )
        } else if (value === null) expect(actual[row] === null || Number.isNaN(actual[row]), where).toBe(true)
        else expect(actual[row], where).toBe(value)
      }
    }
  })
})

describe('verbs', () => {
  it('derive columns from rows, and know the kinds', () => {
    const cubes = Table.fromColumns({ mass: [2, 6], side: [1, 2], name: ['a', 'b'] })
    const more = cubes.derive({
      density: ({ mass, side }) => mass / side ** 3,
      label: ({ name }, row) => `${name}${row}`,
    })
    expect(more.toObjects()).toEqual([
      { mass: 2, side: 1, name: 'a', density: 2, label: 'a0' },
      { mass: 6, side: 2, name: 'b', density: 0.75, label: 'b1' },
    ])
    const heavy: { density: number } | undefined = more.filter(({ density }) => density > 1).toObjects()[0]
    expect(heavy?.density).toBe(2)
  })

  it('aggregate by a function of the values', () => {
    const range = (values: ArrayLike<unknown>): number => values.length * 10
    expect(birds.groupBy('year').aggregate({ mass: range }).toObjects()[0]).toEqual({ year: 2007, mass: 30 })
  })

  it('replace texts by numbers', () => {
    const sexes = Table.fromColumns({ sex: ['m', 'f', null] }).replace({ sex: { m: 0, f: 1 } })
    expect(sexes.numbers('sex')).toEqual(Float64Array.of(0, 1, Number.NaN))
  })

  it('start from nothing when rows are appended in a loop', () => {
    const grown = [1, 2].reduce((rows, x) => rows.append(Table.fromColumns({ x: [x] })), Table.fromColumns({}) as Table)
    expect(grown.toObjects()).toEqual([{ x: 1 }, { x: 2 }])
  })

  it('leave the table as it was', () => {
    const before = JSON.stringify(birds.toObjects())
    for (const call of Object.values(cases)) call()
    expect(JSON.stringify(birds.toObjects())).toBe(before)
  })

  it('keep up with many rows', () => {
    const count = 200_000
    const big = Table.fromColumns({
      id: Float64Array.from({ length: count }, (_, row) => (row * 7919) % count),
      group: Float64Array.from({ length: count }, (_, row) => row % 1000),
    })
    const lookup = Table.fromColumns({
      id: Float64Array.from({ length: count }, (_, row) => row),
      x: big.numbers('id'),
    })
    const started = performance.now()
    expect(big.groupBy('group').aggregate({ id: 'mean' }).shape).toEqual([1000, 2])
    expect(big.sort('id').numbers('id')[5]).toBe(5)
    expect(big.join(lookup, { on: 'id' }).shape).toEqual([count, 3])
    expect(big.filter(({ group }) => group === 3).shape[0]).toBe(200)
    expect(performance.now() - started).toBeLessThan(60_000)
  }, 120_000)
})

describe('dates', () => {
  it.each([
    ['2024-01-31', '2024-01-31T00:00:00.000Z'],
    ['2024-01-31T18:30:15.250Z', '2024-01-31T18:30:15.250Z'],
    ['2024-01-31 18:30+05:30', '2024-01-31T13:00:00.000Z'],
    ['20240131', '2024-01-31T00:00:00.000Z'],
    ['2024/01/31 6:05 PM', '2024-01-31T18:05:00.000Z'],
    ['31.01.2024 18:30', '2024-01-31T18:30:00.000Z'],
    ['1/31/24', '2024-01-31T00:00:00.000Z'],
    ['31/01/1969', '1969-01-31T00:00:00.000Z'],
    ['31 January 2024', '2024-01-31T00:00:00.000Z'],
    ['Jan 31, 2024', '2024-01-31T00:00:00.000Z'],
    ['2024-01', '2024-01-01T00:00:00.000Z'],
  ])('reads %s', (text, expected) => {
    expect(new Date(parseDates([text])[0]!).toISOString()).toBe(expected)
  })

  it('takes the order of day and month from the values that tell it', () => {
    const [first] = parseDates(['01/02/2024', '31/01/2024'])
    expect(new Date(first!).toISOString()).toBe('2024-02-01T00:00:00.000Z')
  })

  it('reads numbers such as 20241231', () => {
    const days = Table.fromColumns({ day: [20241231, Number.NaN] })
      .parseDates('day')
      .numbers('day')
    expect(days).toEqual(Float64Array.of(Date.UTC(2024, 11, 31), Number.NaN))
  })

  it.each([
    [() => parseDates(['01/02/2024', null]), 'received "01/02/2024" in row 0. Pass { dayFirst: true }'],
    [() => parseDates(['2024-02-30']), 'received "2024-02-30" in row 0'],
    [() => parseDates(['2024-01-01', 'soon']), 'expected a date written as those before, received "soon" in row 1'],
    [() => parseDates(['soon']), 'expected a date such as 2024-01-31'],
    [() => parseDates(['1'], { format: '%Q' }), 'expected a format of %Y'],
    [() => parseDates(['31.12.2024'], { format: '%m.%d.%Y' }), 'expected a date written as %m.%d.%Y'],
    [() => parseDates([], { dayfirst: true } as never), 'received dayfirst=true. Did you mean dayFirst?'],
  ])('refuses %s', (call, message) => expect(call).toThrow(message))
})

it.each<[() => unknown, string]>([
  [() => birds.fillMissing({ island: 'mean' }), 'expected numbers in island for its mean, received text'],
  [() => birds.fillMissing({ island: 0 }), 'expected a text for island, received 0'],
  [() => birds.fillMissing({ mass: 'average' as never }), 'received "average"'],
  [() => birds.fillMissing({ masse: 0 }), 'received name="masse". Mind upper and lower case. Did you mean "mass"?'],
  [() => Table.fromColumns({ a: [Number.NaN] }).fillMissing({ a: 'mean' }), 'received missing values only'],
  [() => birds.rename({ mass: 'year' }), 'received "year" twice'],
  [() => birds.sort([]), 'expected the name of at least one column'],
  [() => birds.sort('mass', { ascending: true } as never), 'received ascending=true'],
  [() => birds.sort('mass', { descending: [true, false] }), 'for each of 1 columns, received 2'],
  [() => birds.replace({ species: { Gentoo: 1 } }), 'received numbers and texts mixed'],
  [() => birds.derive({ x: ({ year }) => (year === 2007 ? 'a' : 1) }), 'received numbers and texts mixed'],
  [() => birds.sample({ seed: 0 }), 'expected either count or share'],
  [() => birds.sample({ count: 9, seed: 0 }), 'expected count from 0 to 8, received count=9'],
  [() => birds.groupBy(), 'expected the name of at least one column'],
  [() => birds.groupBy('year').aggregate({ mass: 'avg' as never }), 'received "avg"'],
  [() => birds.groupBy('year').aggregate({ species: 'mean' }), 'expected numbers for mean, received text'],
  [() => birds.groupBy('year').aggregate({ year: 'mean' }), 'received "year" twice'],
  [() => birds.join(visits, { on: { left: 'island', right: 'place' } }), 'received place="Dream" in rows 0 and 2'],
  [() => islands.join(birds, { on: 'island', validate: 'oneToOne' }), 'expected each key once in the right table'],
  [() => birds.join(islands, { on: { left: 'year', right: 'island' } }), 'received numbers in year'],
  [() => birds.join(islands, { on: 'island', how: 'outer' as never }), 'received how="outer"'],
  [() => birds.join(islands, {} as never), 'expected the names of key columns'],
  [() => birds.append(islands), 'received species, mass, area in one only'],
  [() => birds.append(birds.withColumn('year', birds.column('island'))), 'received numbers in one table and text'],
  [() => ages.cut('age', { bins: [1, 1] }), 'expected at least two edges in ascending order'],
  [() => ages.cut('age', { bins: 0 }), 'received bins=0'],
  [() => ages.cut('age', { bins: edges, labels: ['a'] }), 'expected a label for each of 3 bins, received 1'],
  [() => birds.cut('island', { bins: 2 }), 'which is text'],
  [() => birds.shift('mass', { by: 0.5 }), 'received by=0.5'],
  [() => birds.dateParts('species', {}), 'Call parseDates("species") first'],
  [() => times.dateParts('time', { parts: ['century' as never] }), 'received "century"'],
  [() => times.resample('time', { every: 'fortnight', aggregate: {} }), 'received every="fortnight"'],
  [() => times.resample('time', { every: 'second', aggregate: {}, agg: {} } as never), 'received agg=an object'],
])('refuses %s', (call, message) => expect(call).toThrow(message))
