import { type Column, type ColumnValues, toColumn } from './column.ts'

/** Creates the columns of a table, checked for equal length. */
export function toColumns(entries: readonly (readonly [name: string, values: ColumnValues])[]): Map<string, Column> {
  const [first] = entries
  return new Map(
    entries.map(([name, values]) => {
      if (values.length !== first![1].length) {
        throw new TypeError(
          `Table.fromColumns: expected columns of one length, received ${first![0]} with ${first![1].length} and ${name} with ${values.length} values. Fill the gaps with NaN or null.`,
        )
      }
      return [name, toColumn(values, `Table.fromColumns: expected numbers or text in column "${name}"`)]
    }),
  )
}

/** Throws for row numbers that a table does not have. */
export function checkRows(rows: ArrayLike<number>, rowCount: number): void {
  for (let place = 0; place < rows.length; place++) {
    const row = rows[place]!
    if (!(Number.isInteger(row) && row >= 0 && row < rowCount)) {
      throw new RangeError(
        `Table.take: expected rows from 0 to ${rowCount - 1}, received row=${row}. Take the indices from this table.`,
      )
    }
  }
}
