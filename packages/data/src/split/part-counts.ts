/** How large the two parts of a split are: a share or a count of either; the other takes the rest. */
export interface PartSizes {
  /** Share of the rows that are tested, between 0 and 1. Defaults to 0.25. The count is rounded up. */
  testSize?: number
  /** Share of the rows to train on, between 0 and 1. Defaults to the rest. The count is rounded down. */
  trainSize?: number
  /** How many rows are tested, in place of `testSize`. */
  testCount?: number
  /** How many rows to train on, in place of `trainSize`. */
  trainCount?: number
}

/**
 * The counts of rows that sizes ask for, as scikit-learn rounds them.
 *
 * @throws RangeError for a share outside (0, 1), a count that is no integer, a share and a count of one part, and for
 * more rows than there are.
 */
export function partCounts(
  rowCount: number,
  { testSize, trainSize, testCount, trainCount }: PartSizes,
  where: string,
): { trainCount: number; testCount: number } {
  const test = countOf('test', testSize, testCount, Math.ceil)
  const train = countOf('train', trainSize, trainCount, Math.floor)
  if (test === undefined && train === undefined) {
    const quarter = Math.ceil(0.25 * rowCount)
    return { testCount: quarter, trainCount: rowCount - quarter }
  }
  const counts = { testCount: test ?? rowCount - train!, trainCount: train ?? rowCount - test! }
  if (!(counts.testCount + counts.trainCount <= rowCount)) {
    throw new RangeError(
      `${where}: expected parts that fit into ${rowCount} rows, received ${counts.trainCount} to train on and ${counts.testCount} to test. Make one smaller.`,
    )
  }
  return counts

  function countOf(
    part: 'test' | 'train',
    size: number | undefined,
    count: number | undefined,
    round: (value: number) => number,
  ): number | undefined {
    if (size !== undefined && count !== undefined) {
      throw new RangeError(
        `${where}: expected either ${part}Size or ${part}Count, received ${part}Size=${size} and ${part}Count=${count}. Leave out one of the two.`,
      )
    }
    if (count !== undefined) {
      if (Number.isInteger(count) && count > 0 && count < rowCount) return count
      throw new RangeError(
        `${where}: expected ${part}Count to be an integer from 1 to ${rowCount - 1}, received ${part}Count=${count}. For a share of the rows pass ${part}Size.`,
      )
    }
    if (size === undefined) return undefined
    if (size > 0 && size < 1) return round(size * rowCount)
    const hint = Number.isInteger(size) && size > 0 ? ` For a count of rows pass ${part}Count: ${size}.` : ''
    throw new RangeError(
      `${where}: expected ${part}Size between 0 and 1, received ${part}Size=${size}. Use for example ${part === 'test' ? 0.2 : 0.8}.${hint}`,
    )
  }
}
