import { type Column, isNumeric, takeColumn } from '../column.ts'
import type { Columns } from '../table-types.ts'
import { columnsNamed, keyText } from './row-keys.ts'

/** Options of `Table.join`. */
export interface JoinOptions {
  /** The columns whose values must be equal: a name, several, or the names on either side where they differ. */
  on:
    | string
    | readonly string[]
    | { readonly left: string | readonly string[]; readonly right: string | readonly string[] }
  /** `'inner'` keeps the rows that have a partner, `'left'` all rows of the left table. Defaults to `'inner'`. */
  how?: 'inner' | 'left'
  /**
   * Which keys may come twice: `'manyToOne'`, those of the left table only; `'oneToOne'`, none; `'oneToMany'`, those of
   * the right table; `'manyToMany'`, all. Defaults to `'manyToOne'`, so that no row is multiplied unasked.
   */
  validate?: 'oneToOne' | 'oneToMany' | 'manyToOne' | 'manyToMany'
  /** What is added to the names of other columns that both tables have. Defaults to `['_x', '_y']`. */
  suffixes?: readonly [left: string, right: string]
}

/** Both sides of a join. */
export interface Side {
  columns: Columns
  rowCount: number
}

/** The columns of two tables side by side where their keys are equal, in the order of the left rows. */
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
  const partners = rowsByKey(rightKeys, right.rowCount)
  if (validate === 'oneToOne' || validate === 'manyToOne') {
    checkUnique(partners, right.columns, names.right, 'right', validate)
  }
  if (validate === 'oneToOne' || validate === 'oneToMany') {
    checkUnique(rowsByKey(leftKeys, left.rowCount), left.columns, names.left, 'left', validate)
  }
  const leftRows: number[] = []
  const rightRows: number[] = []
  for (let row = 0; row < left.rowCount; row++) {
    const found = partners.get(keyText(leftKeys, row))
    if (found === undefined) {
      if (how === 'inner') continue
      leftRows.push(row)
      rightRows.push(-1)
      continue
    }
    for (const partner of found) {
      leftRows.push(row)
      rightRows.push(partner)
    }
  }
  // A key of one name on both sides stands once.
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

function rowsByKey(keys: readonly Column[], rowCount: number): Map<string, number[]> {
  const rows = new Map<string, number[]>()
  for (let row = 0; row < rowCount; row++) {
    const key = keyText(keys, row)
    const same = rows.get(key)
    if (same) same.push(row)
    else rows.set(key, [row])
  }
  return rows
}

function checkUnique(
  rows: ReadonlyMap<string, readonly number[]>,
  columns: Columns,
  names: readonly string[],
  side: 'left' | 'right',
  validate: string,
): void {
  for (const [first, second] of rows.values()) {
    if (second === undefined) continue
    const key = names.map((name) => `${name}=${JSON.stringify(columns.get(name)![first!])}`).join(', ')
    throw new RangeError(
      `Table.join: expected each key once in the ${side} table (validate=${validate}), received ${key} in rows ${first} and ${second}. Remove one, or pass { validate: '${side === 'right' ? 'manyToMany' : 'manyToOne'}' } to get a row for each pair.`,
    )
  }
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

function takeOrMissing(column: Column, rows: readonly number[]): Column {
  if (isNumeric(column)) {
    const taken = new Float64Array(rows.length)
    for (let i = 0; i < taken.length; i++) taken[i] = rows[i]! < 0 ? Number.NaN : column[rows[i]!]!
    return taken
  }
  return rows.map((row) => (row < 0 ? null : column[row]!))
}
