import type { Table } from '@dlw/data'

/** Rows of features as plain numbers: `[rows, features]`. */
export type Features = Table | readonly (readonly number[])[]

/** The rows of a table, or the rows themselves. */
export const rowsOf = (x: Features): readonly (readonly number[])[] => ('toArray' in x ? x.toArray() : x)
