import { nextDay, type Table, type TrainValidationTestSplit, trainValidationTestSplit } from '@dlw/data'

/** Days to learn from, days to choose by and days to judge by: features `x`, tomorrow's hours of sunshine `y`, today's `date`. */
export interface Days extends TrainValidationTestSplit<{ x: Table; y: Float64Array; date: Float64Array }> {
  /** Names the days: errors on other days are not comparable. */
  name: string
  /** How many columns `x` has. */
  features: number
}

/** Which of the table's days and columns a network learns from. */
export interface DaysOptions {
  /** How many days, from the first on. */
  days: number
  /** Only the columns of one place, such as 'BASEL'. Defaults to all. */
  place?: string
}

/** Today's weather, tomorrow's sunshine in Basel, split 70 : 15 : 15 as the lesson does. */
export function daysOf(table: Table, { days, place }: DaysOptions): Days {
  // #region days
  const measurements = table.drop('DATE', 'MONTH')
  const { x: all, y } = nextDay(measurements, { target: 'BASEL_sunshine', through: days - 1 })
  const x = place === undefined ? all : all.select(...all.columns.filter((name) => name.startsWith(place)))
  const date = table.numbers('DATE').slice(0, days)
  const parts = trainValidationTestSplit({ x, y, date }, { validationSize: 0.15, testSize: 0.15, seed: 0 })
  // #endregion
  return { ...parts, name: `${days} days`, features: x.shape[1] }
}
