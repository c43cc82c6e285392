/** Class names or class numbers, one for each row. */
export type Labels = readonly string[] | readonly number[]

/** The classes in both lists, as text, in order: numbers by size, names by code point. */
export function classesOf(yTrue: Labels, yPred: Labels): string[] {
  const all = [...new Set<string | number>([...yTrue, ...yPred])]
  return all.every((label) => typeof label === 'number')
    ? all.sort((a, b) => a - b).map(String)
    : all.map(String).sort((a, b) => (a < b ? -1 : Number(a > b)))
}

/** Throws unless there is one guess for each truth, and at least one. */
export function checkLabels(yTrue: Labels, yPred: Labels, caller: string): void {
  if (yTrue.length !== yPred.length || yTrue.length === 0) {
    throw new RangeError(
      `${caller}: expected as many predictions as true labels, received ${yTrue.length} true and ${yPred.length} predicted. Predict the rows that the labels belong to.`,
    )
  }
}
