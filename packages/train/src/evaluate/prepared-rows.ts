import { Table, type Transformer } from '@dlw/data'

interface Parts {
  train: readonly number[]
  test: readonly number[]
  /** Targets of all rows, for transformers that need them. */
  target: unknown
}

/** All rows of a table, changed by a transformer that was fitted on those to train on; rows of no part are missing. */
export function preparedRows(transformer: Transformer, table: Table, { train, test, target }: Parts): Table {
  const known = transformer.fitTransform(table.take(train), flatTargets(target, train))
  const unseen = transformer.transform(table.take(test))
  const columns = known.columns.map((name): [string, Float64Array] => {
    const values = new Float64Array(table.shape[0]).fill(Number.NaN)
    for (const [part, rows] of [[known, train] as const, [unseen, test] as const]) {
      const own = part.numbers(name)
      for (let index = 0; index < rows.length; index++) values[rows[index]!] = own[index]!
    }
    return [name, values]
  })
  return Table.fromColumns(new Map(columns))
}

/** The targets of some rows, where they are one number or text each. */
function flatTargets(target: unknown, rows: readonly number[]): unknown[] | undefined {
  const list = target as ArrayLike<unknown>
  const isFlat = (Array.isArray(target) && typeof target[0] !== 'object') || ArrayBuffer.isView(target)
  return isFlat ? rows.map((row) => list[row]) : undefined
}
