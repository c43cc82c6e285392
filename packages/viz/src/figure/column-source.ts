/**
 * Columns by name: a plain record of arrays, or a table with `columns` and `column(name)`, such as `Table` of
 * @dlw/data.
 */
export type ColumnSource = Readonly<Record<string, ArrayLike<unknown>>> | TableLike

/** The part of a table that plots read; `Table` of @dlw/data has it. */
export interface TableLike {
  readonly columns: readonly string[]
  column(name: string): ArrayLike<unknown>
}

/** Returns the columns of a source as an ordered map. */
export function readColumns(caller: string, source: ColumnSource): Map<string, ArrayLike<unknown>> {
  const columns = isTable(source)
    ? new Map(source.columns.map((name) => [name, source.column(name)]))
    : new Map(Object.entries(source ?? {}))
  let first: [string, number] | undefined
  for (const [name, values] of columns) {
    if (typeof values?.length !== 'number') {
      throw new TypeError(
        `${caller}: expected an array of values, received ${name}=${values}. Pass one array per column.`,
      )
    }
    first ??= [name, values.length]
    if (values.length !== first[1]) {
      throw new TypeError(
        `${caller}: expected columns of one length, received ${first[0]} with ${first[1]} and ${name} with ${values.length} values. Pass whole rows.`,
      )
    }
  }
  if (!(first !== undefined && first[1] > 0)) {
    throw new RangeError(
      `${caller}: expected at least one column with values, received ${columns.size} columns of ${first?.[1] ?? 0} rows. Check what was read or filtered before.`,
    )
  }
  return columns
}

/** Returns whether a column is numeric (or has only missing values). */
export function isNumeric(values: ArrayLike<unknown>): boolean {
  return ArrayBuffer.isView(values) || Array.from(values).every((value) => value == null || typeof value === 'number')
}

function isTable(source: ColumnSource): source is TableLike {
  return typeof (source as TableLike | undefined)?.column === 'function'
}
