import { shown } from '../arguments/expect-integer.ts'

/**
 * Throws unless data are rows of numbers, all equally long: no text, which would become NaN, and no null, which would
 * become 0. NaN stands for a missing value.
 *
 * @param width Numbers in each row. Defaults to those of the first.
 * @returns The numbers in each row.
 */
export function expectRows(caller: string, x: unknown, width?: number): number {
  if (!isList(x)) {
    throw new TypeError(
      `${caller}: expected a table or rows of numbers, received ${plain(x)}. Pass for example [[1, 2], [3, 4]].`,
    )
  }
  const first = x[0]
  const wanted = width ?? (isList(first) ? first.length : 0)
  for (let index = 0; index < x.length; index++) {
    const row = x[index]
    if (!isList(row)) {
      throw new TypeError(
        `${caller}: expected rows of numbers, received ${plain(row)} as row ${index}. Put each row into a list, such as [[1], [2]].`,
      )
    }
    if (row.length !== wanted) {
      throw new TypeError(
        `${caller}: expected ${wanted} numbers in each row, received ${row.length} in row ${index}. ${width === undefined ? 'Make the rows equally long.' : 'Pass the columns it was fitted on.'}`,
      )
    }
    for (let column = 0; column < wanted; column++) {
      const value = row[column]
      if (typeof value === 'number') continue
      throw new TypeError(
        `${caller}: expected numbers, received ${plain(value)} in row ${index}, column ${column}. Write NaN for a missing value; for text, pass a table to an encoder.`,
      )
    }
  }
  return wanted
}

/** Throws for an infinite number: no mean, range or category can be learned from it. */
export function expectNotInfinite(caller: string, column: ArrayLike<number>, name: string): void {
  for (let row = 0; row < column.length; row++) {
    const value = column[row]!
    if (Math.abs(value) !== Number.POSITIVE_INFINITY) continue
    throw new RangeError(
      `${caller}: expected finite numbers, or NaN for missing ones, in column "${name}", received ${value} in row ${row}. Replace it, for example by NaN.`,
    )
  }
}

const isList = (value: unknown): value is ArrayLike<unknown> =>
  typeof value === 'object' && value !== null && typeof (value as ArrayLike<unknown>).length === 'number'

const plain = (value: unknown): string => (typeof value === 'object' && value !== null ? 'an object' : shown(value))
