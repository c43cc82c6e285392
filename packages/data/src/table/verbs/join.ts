import { type Column, isNumeric, takeColumn } from '../column.ts'
import type { Columns } from '../table-types.ts'
import { columnsNamed, type KeyIndex, keyIndex } from './row-keys.ts'

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
  const partners = new Partners(rightKeys, right.rowCount)
  if (validate === 'oneToOne' || validate === 'manyToOne') {
    checkUnique(partners, right.columns, names.right, 'right', validate)
  }
  if (validate === 'oneToOne' || validate === 'oneToMany') {
    checkUnique(new Partners(leftKeys, left.rowCount), left.columns, names.left, 'left', validate)
  }
  const leftRows: number[] = []
  const rightRows: number[] = []
  for (let row = 0; row < left.rowCount; row++) {
    let partner = partners.first(leftKeys, row)
    if (partner < 0 && how === 'inner') continue
    do {
      leftRows.push(row)
      rightRows.push(partner)
      partner = partner < 0 ? -1 : partners.next[partner]!
    } while (partner >= 0)
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

/** The rows of each key, in order. */
class Partners {
  /** The next row of the same key, or -1. */
  readonly next: Int32Array
  /** The first row whose key came before, or -1. */
  repeated = -1
  readonly #index: KeyIndex
  readonly #firsts: number[] = []

  constructor(keys: readonly Column[], rowCount: number) {
    this.next = new Int32Array(rowCount).fill(-1)
    this.#index = keyIndex(keys)
    const lasts: number[] = []
    for (let row = 0; row < rowCount; row++) {
      const key = this.#index.add(keys, row)
      if (key === this.#firsts.length) this.#firsts.push(row)
      else {
        this.next[lasts[key]!] = row
        if (this.repeated < 0) this.repeated = row
      }
      lasts[key] = row
    }
  }

  /** The first row with the key of a row of other columns, or -1. */
  first(keys: readonly Column[], row: number): number {
    const key = this.#index.get(keys, row)
    return key < 0 ? -1 : this.#firsts[key]!
  }
}

function checkUnique(
  partners: Partners,
  columns: Columns,
  names: readonly string[],
  side: 'left' | 'right',
  validate: string,
): void {
  const second = partners.repeated
  if (second < 0) return
  const first = partners.first(columnsNamed(columns, names, 'join'), second)
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

function takeOrMissing(column: Column, rows: readonly number[]): Column {
  if (isNumeric(column)) {
    const taken = new Float64Array(rows.length)
    for (let i = 0; i < taken.length; i++) taken[i] = rows[i]! < 0 ? Number.NaN : column[rows[i]!]!
    return taken
  }
  return rows.map((row) => (row < 0 ? null : column[row]!))
}
