/** Class names or class numbers, one for each row. */
export type Labels = readonly string[] | readonly number[]

/** The classes in both lists, as text, in order: numbers by size, names by code point. */
export function classesOf(yTrue: Labels, yPred: Labels): string[] {
  const found = new Set<string | number>(yTrue)
  for (const label of yPred) found.add(label)
  const all = [...found]
  return all.every((label) => typeof label === 'number')
    ? all.sort((a, b) => a - b).map(String)
    : all.map(String).sort((a, b) => (a < b ? -1 : Number(a > b)))
}

/**
 * Throws unless there is one guess for each truth, and at least one, and all are of one kind: '1' and 1 are never equal,
 * so that a score of mixed kinds would be a wrong number. NaN is no label, and neither is a row of probabilities.
 */
export function checkLabels(yTrue: Labels, yPred: Labels, caller: string): void {
  if (yTrue.length !== yPred.length || yTrue.length === 0) {
    throw new RangeError(
      `${caller}: expected as many predictions as true labels, received ${yTrue.length} true and ${yPred.length} predicted. Predict the rows that the labels belong to.`,
    )
  }
  const kind = typeof yTrue[0]
  for (let row = 0; row < yTrue.length; row++) {
    const [truth, guess] = [yTrue[row], yPred[row]]
    if (!isLabel(truth) || !isLabel(guess)) {
      throw new TypeError(
        `${caller}: expected labels that are texts or numbers, received yTrue=${plain(truth)} and yPred=${plain(guess)} in row ${row}. ${Array.isArray(truth ?? guess) || Array.isArray(guess) ? 'Turn rows of probabilities into labels with decodeOneHot or predictClasses.' : 'Drop rows without a label, and look for NaN in the predictions.'}`,
      )
    }
    if (typeof truth === kind && typeof guess === kind) continue
    throw new TypeError(
      `${caller}: expected labels of one kind, received yTrue=${JSON.stringify(yTrue[row])} and yPred=${JSON.stringify(yPred[row])} in row ${row}${row > 0 ? ` after yTrue=${JSON.stringify(yTrue[0])} in row 0` : ''}. Turn all into numbers or all into texts.`,
    )
  }
}

/** Throws for true labels of several kinds, NaN and null: they would be taken for others that are written alike. */
export function checkKinds(yTrue: Labels, caller: string): void {
  for (let row = 0; row < yTrue.length; row++) {
    if (isLabel(yTrue[row]) && typeof yTrue[row] === typeof yTrue[0]) continue
    throw new TypeError(
      `${caller}: expected labels that are all texts or all numbers, received ${plain(yTrue[row])} in row ${row}${row > 0 ? ` after ${plain(yTrue[0])} in row 0` : ''}. Turn all into one kind, and drop rows without a label.`,
    )
  }
}

const isLabel = (value: unknown): boolean => typeof value === 'string' || Number.isFinite(value)

/** How a value is shown: NaN and Infinity as such, for JSON has none. */
const plain = (value: unknown): string => (typeof value === 'number' ? String(value) : JSON.stringify(value))
