import { quantiles } from '../../preprocess/quantiles.ts'
import { moments } from '../../preprocess/scalers/moments.ts'
import { type Cell, type Column, countMissing, countValues, isMissing, isNumeric } from '../column.ts'
import { NumberIndex } from '../grouping/number-index.ts'
import type { Columns } from '../table-types.ts'
import { columnIn } from './column-in.ts'

/**
 * How to fill a column's missing values: with a number; with the `'mean'`, `'median'` or `'mode'` of the other values
 * (the smallest mode in a tie); with the `'previous'` or `'next'` value; or with `{ value }`, for text.
 */
export type Filling = number | 'mean' | 'median' | 'mode' | 'previous' | 'next' | { readonly value: string | number }

/** Fills the missing values of columns. */
export function fillMissing(columns: Columns, fillings: Readonly<Record<string, Filling>>): Map<string, Column> {
  const filled = new Map(columns)
  for (const [name, filling] of Object.entries(fillings)) {
    filled.set(name, fillColumn(columnIn(columns, name, 'fillMissing'), filling, name))
  }
  return filled
}

function fillColumn(column: Column, filling: Filling, name: string): Column {
  if (filling === 'previous' || filling === 'next') return fillFrom(column, filling === 'next')
  const value = valueFor(column, filling, name)
  if (value === undefined) return column
  if (isNumeric(column)) return fillGaps(column, value as number)
  return column.map((text) => text ?? (value as string))
}

/** Returns numbers with a value in place of the missing ones. */
export function fillGaps(column: Float64Array, value: number): Float64Array {
  const filled = column.slice()
  for (let row = 0; row < filled.length; row++) if (Number.isNaN(filled[row])) filled[row] = value
  return filled
}

function valueFor(column: Column, filling: Exclude<Filling, 'previous' | 'next'>, name: string): Cell | undefined {
  if (typeof filling === 'object' || typeof filling === 'number') {
    const value = typeof filling === 'object' ? filling.value : filling
    if (typeof value !== (isNumeric(column) ? 'number' : 'string')) {
      throw new TypeError(
        `Table.fillMissing: expected a ${isNumeric(column) ? 'number' : 'text'} for ${name}, received ${JSON.stringify(value)}. Give a value of the column's kind${isNumeric(column) ? '' : ' as { value }'}.`,
      )
    }
    return value
  }
  if (!['mean', 'median', 'mode'].includes(filling)) {
    throw new RangeError(
      `Table.fillMissing: expected a number, mean, median, mode, previous, next or { value } for ${name}, received ${JSON.stringify(filling)}. Write { ${name}: { value: … } } for a text.`,
    )
  }
  if (countMissing(column) === column.length) {
    if (column.length === 0) return undefined
    throw new RangeError(
      `Table.fillMissing: expected a value in ${name} to take the ${filling} of, received missing values only. Drop the column or give a value.`,
    )
  }
  if (filling === 'mode') return modeOf(column)
  if (!isNumeric(column)) {
    throw new TypeError(
      `Table.fillMissing: expected numbers in ${name} for its ${filling}, received text. Use 'mode' or { value }.`,
    )
  }
  return filling === 'mean' ? moments(column).mean : quantiles(column, [0.5])[0]!
}

/** Returns the most frequent value; the smallest one in a tie, as in pandas. */
export function modeOf(column: Column): Cell {
  const counts = isNumeric(column) ? countNumbers(column) : countValues(column)
  let best: string | number | undefined
  let most = 0
  for (const [value, count] of counts) {
    if (count > most || (count === most && best !== undefined && value < best)) {
      best = value
      most = count
    }
  }
  return best!
}

function countNumbers(column: Float64Array): Map<number, number> {
  const { codes, firstRows } = new NumberIndex(column)
  const counts = new Float64Array(firstRows.length)
  for (let row = 0; row < codes.length; row++) counts[codes[row]!]! += 1
  const present = [...firstRows.keys()].filter((code) => !Number.isNaN(column[firstRows[code]!]))
  return new Map(present.map((code) => [column[firstRows[code]!]!, counts[code]!]))
}

function fillFrom(column: Column, backwards: boolean): Column {
  const filled = column.slice() as Float64Array | (string | null)[]
  const step = backwards ? -1 : 1
  for (let row = backwards ? column.length - 2 : 1; row >= 0 && row < column.length; row += step) {
    if (isMissing(column, row)) filled[row] = filled[row - step]!
  }
  return filled
}
