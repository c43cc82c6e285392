import type { Cell, Column, ColumnValues } from './column.ts'

/** One row of a `Table`, by column name. */
export type Row = { [name: string]: Cell }

/** The columns of a table, by name. */
export type Columns = ReadonlyMap<string, Column>

/** A column name: editors suggest the known ones, and any string is accepted. */
export type NameOf<R extends Row> = (keyof R & string) | (string & {})

/** Cell type of a column of these values: numbers stay numbers, because a missing number is NaN. */
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

/** Row type of a table with these columns. */
export type RowOf<C extends Readonly<Record<string, ColumnValues>>> = { [Name in keyof C & string]: CellOf<C[Name]> }

/** Row type with only these columns. */
export type Selected<R extends Row, Name extends string> = Pick<R, Name & keyof R>

/** Row type without these columns. */
export type Dropped<R extends Row, Name extends string> = { [Kept in keyof R as Exclude<Kept, Name>]: R[Kept] }

/** Row type with replaced or additional columns. */
export type Extended<R extends Row, More extends Row> = Dropped<R, keyof More & string> & More
