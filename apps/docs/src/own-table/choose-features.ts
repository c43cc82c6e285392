import type { Table } from '@dlw/data'
import { columnKinds, isRowNumber } from './table-columns.ts'

/** The columns to predict from. */
export interface Features {
  numbers: string[]
  categories: string[]
  /** Sentences on the columns that are left out. */
  notes: string[]
}

const mostCategories = 50

/**
 * Chooses the columns that a small network can learn from.
 *
 * @throws RangeError if none is left.
 */
export function chooseFeatures(table: Table, target: string): Features {
  const features: Features = { numbers: [], categories: [], notes: [] }
  const [rows] = table.shape
  for (const { name, isNumber, missing, distinct } of columnKinds(table)) {
    if (name === target) continue
    const leaveOut = (why: string): void => void features.notes.push(`${name} is left out: ${why}.`)
    if (distinct === 0) leaveOut('it has no values')
    else if (distinct === 1) leaveOut('it always has the same value')
    else if (missing > 0.9 * rows) leaveOut('nine out of ten values are missing')
    else if (isNumber && isRowNumber(table.numbers(name))) leaveOut('it numbers the rows')
    else if (isNumber && table.numbers(name).some((value) => value === Infinity || value === -Infinity))
      leaveOut('it has infinite values')
    else if (isNumber) features.numbers.push(name)
    else if (distinct > mostCategories) leaveOut(`it is text with ${distinct} different values`)
    else features.categories.push(name)
  }
  if (features.numbers.length + features.categories.length > 0) return features
  throw new RangeError(
    `Your table: expected a column of numbers or of few categories to predict ${target} from, received none. ${features.notes.join(' ')}`,
  )
}
