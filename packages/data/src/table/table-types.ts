import type { Cell, Column, ColumnValues } from './column.ts'

/** One row of a `Table`, by column name. */
export type Row = { [name: string]: Cell }

/** The columns of a table, by name. */
export type Columns = ReadonlyMap<string, Column>

/** A column name: an editor offers the known ones, and any text is taken. */
export type NameOf<R extends Row> = (keyof R & string) | (string & {})

/** The cell of a column made of these values: numbers stay numbers, as a missing one is NaN. */
export type CellOf<Values> =
  Values extends ArrayLike<infer Value>
    ? [Value] extends [number | null]
      ? number
      : [Value] extends [string]
        ? string
        : [Value] extends [string | null]
          ? string | null
          : Cell
    : Cell

/** The row of a table made of these columns. */
export type RowOf<C extends Readonly<Record<string, ColumnValues>>> = { [Name in keyof C & string]: CellOf<C[Name]> }

/** A row with only these columns. */
export type Selected<R extends Row, Name extends string> = Pick<R, Name & keyof R>

/** A row without these columns. */
export type Dropped<R extends Row, Name extends string> = { [Kept in keyof R as Exclude<Kept, Name>]: R[Kept] }

/** A row with other or more columns. */
export type Extended<R extends Row, More extends Row> = Dropped<R, keyof More & string> & More
