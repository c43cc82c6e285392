/**
 * Copies true and predicted values.
 *
 * @throws RangeError when there are none, their lengths differ, or a value is not finite.
 */
export function readPredictions(
  caller: string,
  values: { truth: ArrayLike<number>; predictions: ArrayLike<number> },
): { truth: number[]; predictions: number[] } {
  const truth = Array.from(values.truth)
  const predictions = Array.from(values.predictions)
  if (!(truth.length > 0 && truth.length === predictions.length)) {
    throw new RangeError(
      `${caller}: expected as many predictions as true values, received ${predictions.length} and ${truth.length}. Pass both for the same rows.`,
    )
  }
  const missing = truth.concat(predictions).filter((value) => !Number.isFinite(value)).length
  if (missing > 0) {
    throw new RangeError(
      `${caller}: expected finite numbers, received ${missing} that are not. Drop rows with missing values; look at the loss if predictions are NaN.`,
    )
  }
  return { truth, predictions }
}
