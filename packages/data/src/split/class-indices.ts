/** Labels of rows: one text or number each, or one row of numbers each (one-hot). */
export type Labels = readonly (string | null)[] | ArrayLike<number> | readonly (readonly number[])[]

/** The classes in order, and the class number of each row. */
export interface ClassIndices {
  classes: (string | number)[]
  /** For each row the place of its class in `classes`. */
  indices: number[]
}

/**
 * Finds the classes of labels and numbers the rows by them: numbers by value, texts by code unit, one-hot rows by their
 * joined text, as scikit-learn does.
 *
 * @throws TypeError for a label that is missing.
 */
export function classIndices(labels: Labels, where: string): ClassIndices {
  const keys = Array.from(labels as ArrayLike<unknown>, (label, row) => {
    const gap = Array.isArray(label)
      ? label.some(Number.isNaN)
      : label === null || label === undefined || Number.isNaN(label)
    if (gap) {
      throw new TypeError(
        `${where}: expected a label for each row, received none for row ${row}. Drop such rows first.`,
      )
    }
    return Array.isArray(label) ? label.join(' ') : (label as string | number)
  })
  const classes = [...new Set(keys)].sort(order)
  const places = new Map(classes.map((name, place) => [name, place]))
  return { classes, indices: keys.map((key) => places.get(key)!) }
}

function order(a: string | number, b: string | number): number {
  return a < b ? -1 : a > b ? 1 : 0
}
