import type { NdArray } from '@dlw/data'
import { checkKinds, classesOf, type Labels } from './labels.ts'

/** Probabilities of classes: rows of one number per class, an array `[rows, classes]`, or one number per row. */
export type Probabilities = readonly ArrayLike<number>[] | NdArray | ArrayLike<number>

/** Checked probabilities `[rows, classes]`, row by row, and each row's true class as its column. */
export interface ClassProbabilities {
  values: Float64Array
  classes: number
  truth: Int32Array
}

/**
 * Puts probabilities and true labels together. One number per row is the probability of the second of two classes.
 *
 * @param labels The classes in the order of the columns. Defaults to those of `yTrue`, sorted.
 * @throws RangeError when rows or columns do not fit, a label has no column, or a value is not finite; TypeError for
 * labels of several kinds.
 */
export function readProbabilities(
  caller: string,
  yTrue: Labels,
  probabilities: Probabilities,
  labels: readonly (string | number)[] | undefined,
): ClassProbabilities {
  const { values, columns } = flatten(caller, probabilities, yTrue.length)
  checkKinds(yTrue, caller)
  const known = labels ?? classesOf(yTrue, [])
  const classes = Math.max(columns, 2)
  if (known.length !== classes) {
    throw new RangeError(
      `${caller}: expected one column per class, received ${columns} for the ${known.length} classes ${known.slice(0, 5).join(', ')}. Name the classes of all columns in { classes }.`,
    )
  }
  const columnOf = new Map(known.map((label, column) => [String(label), column]))
  const truth = Int32Array.from(yTrue as ArrayLike<unknown> & Iterable<unknown>, (label) => {
    const column = columnOf.get(String(label))
    if (column !== undefined) return column
    throw new RangeError(
      `${caller}: expected labels among ${known.slice(0, 10).join(', ')}, received ${label}. Name the classes of all columns in { classes }.`,
    )
  })
  if (columns > 1) return { values, classes, truth }
  const both = new Float64Array(2 * values.length)
  for (let row = 0; row < values.length; row++) both.set([1 - values[row]!, values[row]!], 2 * row)
  return { values: both, classes, truth }
}

/** All numbers row by row, and how many there are in a row. */
function flatten(
  caller: string,
  probabilities: Probabilities,
  rows: number,
): { values: Float64Array; columns: number } {
  const list = 'shape' in probabilities ? undefined : (probabilities as ArrayLike<number | ArrayLike<number>>)
  const count = 'shape' in probabilities ? (probabilities.shape[0] ?? 0) : probabilities.length
  if (count !== rows || rows === 0) {
    throw new RangeError(
      `${caller}: expected as many rows of probabilities as labels, received ${count} for ${rows} labels. Predict the rows that the labels belong to.`,
    )
  }
  const isFlat = list !== undefined && typeof list[0] === 'number'
  // A text of digits would count as a number.
  const expectNumbers = (row: number, entries: ArrayLike<unknown>): void => {
    for (let place = 0; place < entries.length; place++) {
      if (typeof entries[place] === 'number') continue
      throw new TypeError(
        `${caller}: expected probabilities as numbers, received ${JSON.stringify(entries[place])} in row ${isFlat ? place : row}. Pass the model's predictions as they are.`,
      )
    }
  }
  if (isFlat && !ArrayBuffer.isView(list)) expectNumbers(0, list)
  const columns = isFlat
    ? 1
    : list
      ? (list[0] as ArrayLike<number>).length
      : (probabilities as NdArray).data.length / rows
  const values = new Float64Array(rows * columns)
  if (isFlat || !list) values.set(list ? (list as ArrayLike<number>) : (probabilities as NdArray).data)
  else {
    for (let row = 0; row < rows; row++) {
      const entries = list[row] as ArrayLike<number>
      if (entries.length !== columns) {
        throw new RangeError(
          `${caller}: expected ${columns} probabilities in each row, received ${entries.length} in row ${row}. Pass the model's predictions as they are.`,
        )
      }
      if (!ArrayBuffer.isView(entries)) expectNumbers(row, entries)
      values.set(entries, row * columns)
    }
  }
  const wrong = values.findIndex((value) => !Number.isFinite(value))
  if (wrong >= 0) {
    throw new RangeError(
      `${caller}: expected finite probabilities, received ${values[wrong]} in row ${Math.floor(wrong / columns)}. Look at the model's predictions.`,
    )
  }
  return { values, columns }
}

/** Throws unless each row is a distribution: numbers from 0 to 1 that sum to 1, up to float32's last digits. */
export function expectDistributions(caller: string, { values, classes }: ClassProbabilities): void {
  for (let start = 0; start < values.length; start += classes) {
    let sum = 0
    let inside = true
    for (let column = 0; column < classes; column++) {
      const value = values[start + column]!
      inside &&= value >= -1e-6 && value <= 1 + 1e-6
      sum += value
    }
    if (inside && Math.abs(sum - 1) < 1e-4) continue
    throw new RangeError(
      `${caller}: expected probabilities from 0 to 1 that sum to 1, received ${Array.from(values.subarray(start, start + classes), (value) => Number(value.toPrecision(4))).join(', ')} in row ${start / classes}. Pass the output of a softmax or sigmoid, not logits.`,
    )
  }
}
