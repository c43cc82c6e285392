/** A receiver operating characteristic: what `rocCurve` of @dlw/train computes. */
export interface RocPoints {
  falsePositiveRate: ArrayLike<number>
  truePositiveRate: ArrayLike<number>
  /** Area below the curve. */
  area: number
}

/** Precision against recall: what `precisionRecallCurve` of @dlw/train computes. */
export interface PrecisionRecallPoints {
  /** Share of true positives among the rows at or above a threshold; the last point is 1 by convention. */
  precision: ArrayLike<number>
  /** Share of the positives that are found, falling from 1 to 0. */
  recall: ArrayLike<number>
  /** The mean precision weighted by the steps of recall. */
  averagePrecision: number
}

/** Probabilities and what happened, bin by bin: what `calibrationCurve` of @dlw/train computes. */
export interface CalibrationPoints {
  /** Mean probability of the rows in a bin. */
  predicted: ArrayLike<number>
  /** Share of them that is positive. */
  observed: ArrayLike<number>
  /** How many they are. */
  counts: ArrayLike<number>
}

/**
 * Copies the points of a curve.
 *
 * @throws TypeError when a list is not there; RangeError when lengths differ or a share is outside 0 to 1.
 */
export function readShares<Name extends string>(
  caller: string,
  points: Readonly<Record<Name, ArrayLike<number>>>,
  names: readonly Name[],
  advice: string,
): Record<Name, number[]> {
  const lists = names.map((name) => {
    const values = (points as Partial<Record<Name, ArrayLike<number>>> | undefined)?.[name]
    if (typeof values?.length === 'number') return Array.from(values)
    throw new TypeError(
      `${caller}: expected a curve with ${names.join(' and ')}, received ${name}=${values}. ${advice}`,
    )
  })
  const lengths = lists.map(({ length }) => length)
  if (!(lengths[0]! > 0 && lengths.every((length) => length === lengths[0]))) {
    throw new RangeError(
      `${caller}: expected as many points in ${names.join(' and ')}, received ${lengths.join(' and ')}. ${advice}`,
    )
  }
  for (const [index, list] of lists.entries()) {
    const wrong = list.find((value) => !(value >= 0 && value <= 1))
    if (wrong !== undefined) {
      throw new RangeError(`${caller}: expected ${names[index]} from 0 to 1, received ${wrong}. ${advice}`)
    }
  }
  return Object.fromEntries(names.map((name, index) => [name, lists[index]!])) as Record<Name, number[]>
}
