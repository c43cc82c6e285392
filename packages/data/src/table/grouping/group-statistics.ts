/** The group of each row. */
export interface RowGroups {
  /** Number of each row's group, or -1 for a row in none. */
  groupOf: Int32Array
  count: number
}

/** Statistics that are computed for all groups in one pass over the rows. */
export type Statistic = 'mean' | 'sum' | 'min' | 'max' | 'std' | 'var' | 'count' | 'first' | 'last'

/** Counts the rows of each group. */
export function sizesOf({ groupOf, count }: RowGroups): Float64Array {
  const sizes = new Float64Array(count)
  for (let row = 0; row < groupOf.length; row++) if (groupOf[row]! >= 0) sizes[groupOf[row]!]! += 1
  return sizes
}

/** Computes a statistic of the non-missing numbers of each group. */
export function statistic(values: Float64Array, groups: RowGroups, name: Statistic): Float64Array {
  switch (name) {
    case 'count':
      return countsAndSums(values, groups).counts
    case 'sum':
      return countsAndSums(values, groups).sums
    case 'mean': {
      const { counts, sums } = countsAndSums(values, groups)
      return sums.map((sum, group) => sum / counts[group]!)
    }
    case 'var':
      return variances(values, groups)
    case 'std':
      return variances(values, groups).map(Math.sqrt)
    case 'min':
      return least(values, groups, 1)
    case 'max':
      return least(values, groups, -1).map((value) => -value)
    case 'first':
      return ends(values, groups, false)
    case 'last':
      return ends(values, groups, true)
  }
}

function countsAndSums(
  values: Float64Array,
  { groupOf, count }: RowGroups,
): { counts: Float64Array; sums: Float64Array } {
  const counts = new Float64Array(count)
  const sums = new Float64Array(count)
  for (let row = 0; row < values.length; row++) {
    const group = groupOf[row]!
    const value = values[row]!
    if (group < 0 || Number.isNaN(value)) continue
    counts[group]! += 1
    sums[group]! += value
  }
  return { counts, sums }
}

/** Divides the squared deviations from the mean by count - 1, in two passes, as `moments` does. */
function variances(values: Float64Array, groups: RowGroups): Float64Array {
  const { counts, sums } = countsAndSums(values, groups)
  const squares = new Float64Array(groups.count)
  const rests = new Float64Array(groups.count)
  for (let row = 0; row < values.length; row++) {
    const group = groups.groupOf[row]!
    const value = values[row]!
    if (group < 0 || Number.isNaN(value)) continue
    const distance = value - sums[group]! / counts[group]!
    squares[group]! += distance * distance
    rests[group]! += distance
  }
  return squares.map((sum, group) => (sum - (rests[group]! * rests[group]!) / counts[group]!) / (counts[group]! - 1))
}

/** Returns the least of each group's values times a sign; NaN for a group without values. */
function least(values: Float64Array, { groupOf, count }: RowGroups, sign: number): Float64Array {
  const best = new Float64Array(count).fill(Number.NaN)
  for (let row = 0; row < values.length; row++) {
    const group = groupOf[row]!
    const value = sign * values[row]!
    if (group < 0 || Number.isNaN(value)) continue
    if (!(best[group]! <= value)) best[group] = value
  }
  return best
}

function ends(values: Float64Array, { groupOf, count }: RowGroups, isLast: boolean): Float64Array {
  const found = new Float64Array(count).fill(Number.NaN)
  for (let row = 0; row < values.length; row++) {
    const group = groupOf[row]!
    if (group < 0 || Number.isNaN(values[row])) continue
    if (isLast || Number.isNaN(found[group])) found[group] = values[row]!
  }
  return found
}
