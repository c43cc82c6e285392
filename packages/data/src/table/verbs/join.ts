import { type Column, isNumeric, takeColumn } from '../column.ts'
import type { ValueCodes } from '../grouping/number-index.ts'
import { columnsNamed, rowIndex } from '../grouping/row-keys.ts'
import type { Columns } from '../table-types.ts'

/** Options of `Table.join`. */
export interface JoinOptions {
  /** Key columns: one name, several, or the left and right names if they differ. */
  on:
    | string
    | readonly string[]
    | { readonly left: string | readonly string[]; readonly right: string | readonly string[] }
  /** `'inner'` keeps only rows with a match, `'left'` keeps all rows of the left table. Defaults to `'inner'`. */
  how?: 'inner' | 'left'
  /**
   * Which keys may be duplicated: `'manyToOne'`, only those of the left table; `'oneToOne'`, none; `'oneToMany'`, only
   * those of the right table; `'manyToMany'`, both. Defaults to `'manyToOne'`, so that a join never adds rows
   * unexpectedly.
   */
  validate?: 'oneToOne' | 'oneToMany' | 'manyToOne' | 'manyToMany'
  /** Suffixes for other columns that both tables have. Defaults to `['_x', '_y']`. */
  suffixes?: readonly [left: string, right: string]
}

/** Both sides of a join. */
export interface Side {
  columns: Columns
  rowCount: number
}

/** Joins the columns of two tables on equal keys, in the order of the left rows. */
export function join(
  left: Side,
  right: Side,
  { on, how = 'inner', validate = 'manyToOne', suffixes = ['_x', '_y'] }: JoinOptions,
): { columns: Map<string, Column>; rowCount: number } {
  checkWords(how, validate)
  const names = keyNames(on)
  const leftKeys = columnsNamed(left.columns, names.left, 'join')
  const rightKeys = columnsNamed(right.columns, names.right, 'join')
  checkKinds(leftKeys, rightKeys, names)
  const index = rowIndex(rightKeys)
  if (validate === 'oneToOne' || validate === 'manyToOne') {
    checkUnique(index, right.columns, names.right, 'right', validate)
  }
  if (validate === 'oneToOne' || validate === 'oneToMany') {
    checkUnique(rowIndex(leftKeys), left.columns, names.left, 'left', validate)
  }
  const { leftRows, rightRows } = pairRows(index, index.find(leftKeys), how)
  // A key with the same name on both sides is included once.
  const shared = new Set(names.right.filter((name, place) => names.left[place] === name))
  const other = [...right.columns].filter(([name]) => !shared.has(name))
  const twice = new Set(other.map(([name]) => name).filter((name) => left.columns.has(name)))
  const joined = new Map<string, Column>()
  const add = (name: string, suffix: string, column: Column): void => {
    const label = twice.has(name) ? name + suffix : name
    if (joined.has(label)) {
      throw new RangeError(
        `Table.join: expected each column name once, received ${JSON.stringify(label)} twice. Pass other suffixes, or rename a column first.`,
      )
    }
    joined.set(label, column)
  }
  for (const [name, column] of left.columns) add(name, suffixes[0], takeColumn(column, leftRows))
  for (const [name, column] of other) add(name, suffixes[1], takeOrMissing(column, rightRows))
  return { columns: joined, rowCount: leftRows.length }
}

function keyNames(on: JoinOptions['on']): { left: readonly string[]; right: readonly string[] } {
  const list = (names: string | readonly string[] | undefined): readonly string[] =>
    typeof names === 'string' ? [names] : (names ?? [])
  const isPair = typeof on === 'object' && on !== null && 'left' in on
  const names = isPair ? { left: list(on.left), right: list(on.right) } : { left: list(on), right: list(on) }
  if (names.left.length === 0 || names.left.length !== names.right.length) {
    throw new RangeError(
      `Table.join: expected the names of key columns in on, received on=${JSON.stringify(on)}. Write on: 'id', or on: { left: 'id', right: 'key' }.`,
    )
  }
  return names
}

/** Pairs each left row with the right rows that have its key, in their order; with -1 if it has none and is kept. */
function pairRows(
  right: ValueCodes,
  leftCodes: Int32Array,
  how: 'inner' | 'left',
): { leftRows: Int32Array; rightRows: Int32Array } {
  const next = nextRows(right)
  const counts = new Int32Array(right.firstRows.length)
  for (let row = 0; row < right.codes.length; row++) counts[right.codes[row]!]! += 1
  const alone = how === 'left' ? 1 : 0
  let length = 0
  for (let row = 0; row < leftCodes.length; row++) length += leftCodes[row]! < 0 ? alone : counts[leftCodes[row]!]!
  const leftRows = new Int32Array(length)
  const rightRows = new Int32Array(length)
  let place = 0
  for (let row = 0; row < leftCodes.length; row++) {
    let partner = leftCodes[row]! < 0 ? -1 : right.firstRows[leftCodes[row]!]!
    if (partner < 0 && alone === 0) continue
    do {
      leftRows[place] = row
      rightRows[place++] = partner
      partner = partner < 0 ? -1 : next[partner]!
    } while (partner >= 0)
  }
  return { leftRows, rightRows }
}

/** Returns the next row with the same key for each row, or -1. */
function nextRows({ codes, firstRows }: ValueCodes): Int32Array {
  const next = new Int32Array(codes.length).fill(-1)
  const lasts = firstRows.slice()
  for (let row = 0; row < codes.length; row++) {
    const last = lasts[codes[row]!]!
    if (last < row) next[last] = row
    lasts[codes[row]!] = row
  }
  return next
}

function checkUnique(
  { codes, firstRows }: ValueCodes,
  columns: Columns,
  names: readonly string[],
  side: 'left' | 'right',
  validate: string,
): void {
  if (firstRows.length === codes.length) return
  const second = codes.findIndex((code, row) => firstRows[code] !== row)
  const first = firstRows[codes[second]!]!
  const key = names.map((name) => `${name}=${JSON.stringify(columns.get(name)![first])}`).join(', ')
  throw new RangeError(
    `Table.join: expected each key once in the ${side} table (validate=${validate}), received ${key} in rows ${first} and ${second}. Remove one, or pass { validate: '${side === 'right' ? 'manyToMany' : 'manyToOne'}' } to get a row for each pair.`,
  )
}

function checkKinds(
  left: readonly Column[],
  right: readonly Column[],
  names: { left: readonly string[]; right: readonly string[] },
): void {
  for (const [place, column] of left.entries()) {
    if (isNumeric(column) === isNumeric(right[place]!)) continue
    const kind = (own: Column): string => (isNumeric(own) ? 'numbers' : 'text')
    throw new TypeError(
      `Table.join: expected keys of one kind, received ${kind(column)} in ${names.left[place]} of the left table and ${kind(right[place]!)} in ${names.right[place]} of the right one. Read both with the same { types }.`,
    )
  }
}

function checkWords(how: string, validate: string): void {
  const words = { how: ['inner', 'left'], validate: ['oneToOne', 'oneToMany', 'manyToOne', 'manyToMany'] }
  for (const [name, value] of Object.entries({ how, validate })) {
    const known = words[name as keyof typeof words]
    if (known.includes(value)) continue
    throw new RangeError(
      `Table.join: expected ${name} to be ${known.join(', ')}, received ${name}=${JSON.stringify(value)}. Use one of these.`,
    )
  }
}

function takeOrMissing(column: Column, rows: Int32Array): Column {
  if (isNumeric(column)) {
    const taken = new Float64Array(rows.length)
    for (let place = 0; place < rows.length; place++) {
      const row = rows[place]!
      taken[place] = row < 0 ? Number.NaN : column[row]!
    }
    return taken
  }
  return Array.from(rows, (row) => (row < 0 ? null : column[row]!))
}
