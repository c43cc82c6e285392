import type { Table } from '@dlw/data'
import { type Features, rowsOf } from './features.ts'

/** A rule to compare a network with, used like one: what it says of rows. */
export interface Predictor<Value = number> {
  /** A value for each row of features, in their order. */
  predict(x: Features): Value[]
}

/** Options of {@link persistence}. */
export interface PersistenceOptions {
  /** The column that holds today's value of the target. */
  column: string
}

/**
 * Says that tomorrow is like today: the baseline of every forecast.
 *
 * @throws TypeError when the rows are no table with that column.
 * @see sktime `NaiveForecaster(strategy='last')`
 * @example
 * ```ts
 * import { Table } from '@dlw/data'
 * import { persistence } from '@dlw/train/baselines'
 *
 * const today = Table.fromColumns({ sunshine: [1, 2, 3] })
 * console.log(persistence({ column: 'sunshine' }).predict(today)) // → [ 1, 2, 3 ]
 * ```
 */
export function persistence({ column }: PersistenceOptions): Predictor {
  return {
    predict(x) {
      const table = x as Table
      if (!table.columns?.includes(column)) {
        throw new TypeError(
          `persistence: expected a table with column=${column}, received ${table.columns?.join(', ') ?? 'rows without names'}.`,
        )
      }
      return [...table.numbers(column)]
    },
  }
}

/**
 * Says the mean of the training targets, whatever the row.
 *
 * @param y The training targets.
 * @throws RangeError when there are none.
 * @see scikit-learn `DummyRegressor(strategy='mean')`
 * @example
 * ```ts
 * import { meanTarget } from '@dlw/train/baselines'
 *
 * console.log(meanTarget([1, 2, 6]).predict([[0], [0]])) // → [ 3, 3 ]
 * ```
 */
export function meanTarget(y: ArrayLike<number>): Predictor {
  if (y.length === 0) throw new RangeError('meanTarget: expected at least one target, received none.')
  const mean = Array.from(y).reduce((sum, value) => sum + value, 0) / y.length
  return { predict: (x) => rowsOf(x).map(() => mean) }
}

/**
 * Says the commonest of the training labels, whatever the row; of equally common ones the first in order.
 *
 * @param labels The training labels.
 * @throws RangeError when there are none.
 * @see scikit-learn `DummyClassifier(strategy='most_frequent')`
 * @example
 * ```ts
 * import { majorityClass } from '@dlw/train/baselines'
 *
 * console.log(majorityClass(['cat', 'dog', 'cat']).predict([[0], [0]])) // → [ 'cat', 'cat' ]
 * ```
 */
export function majorityClass<Label extends string | number>(labels: readonly Label[]): Predictor<Label> {
  const counts = new Map<Label, number>()
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1)
  const inOrder = [...counts].sort(([a], [b]) => (a < b ? -1 : 1))
  let commonest: Label | undefined
  for (const [label, count] of inOrder) {
    if (commonest === undefined || count > counts.get(commonest)!) commonest = label
  }
  if (commonest === undefined) throw new RangeError('majorityClass: expected at least one label, received none.')
  return { predict: (x) => rowsOf(x).map(() => commonest) }
}
