import { classIndices, type Labels } from '../split/class-indices.ts'

/** Options of {@link oneHot}. */
export interface OneHotOptions {
  /** The classes, in the order of the columns. Defaults to those of the labels, sorted. */
  classes?: readonly string[]
}

/** Labels as numbers. */
export interface OneHot {
  /** One row per label, 1 in the column of its class: `[labels, classes]`. */
  values: number[][]
  /** The class of each column. */
  classes: string[]
}

/**
 * Encodes labels as rows of zeros with a one for the class. {@link decodeOneHot} turns them back.
 *
 * @param labels Texts or numbers, one per row.
 * @throws TypeError for a missing label; RangeError for a label that is not in `classes`.
 *
 * @example
 * ```ts
 * import { oneHot } from '@dlw/data'
 *
 * oneHot(['Gentoo', 'Adelie']) // → { values: [[0, 1], [1, 0]], classes: ['Adelie', 'Gentoo'] }
 * ```
 * @see pandas.get_dummies
 */
export function oneHot(
  labels: readonly (string | null)[] | ArrayLike<number>,
  { classes }: OneHotOptions = {},
): OneHot {
  const found = classIndices(labels as Labels, 'oneHot')
  const names = found.classes.map(String)
  const columns = classes ? [...classes] : names
  const places = names.map((name) => {
    const place = columns.indexOf(name)
    if (place < 0) {
      throw new RangeError(
        `oneHot: expected one of ${columns.join(', ')}, received label=${JSON.stringify(name)}. Add it to classes or drop its rows.`,
      )
    }
    return place
  })
  const values = found.indices.map((index) => columns.map((_, column) => (column === places[index] ? 1 : 0)))
  return { values, classes: columns }
}

/**
 * Turns rows of scores or one-hot rows back into labels: the class with the highest value, the first of equals.
 *
 * @param values `[rows][classes]`, for example predicted probabilities.
 * @throws TypeError for a row of another width; RangeError for a row with `NaN`.
 *
 * @example
 * ```ts
 * import { decodeOneHot } from '@dlw/data'
 *
 * decodeOneHot([[0.1, 0.9], [0.7, 0.3]], ['Adelie', 'Gentoo']) // → ['Gentoo', 'Adelie']
 * ```
 * @see pandas.DataFrame.idxmax(axis=1)
 */
export function decodeOneHot(values: readonly ArrayLike<number>[], classes: readonly string[]): string[] {
  return values.map((row, index) => {
    if (row.length !== classes.length) {
      throw new TypeError(
        `decodeOneHot: expected ${classes.length} values in each row, one per class, received ${row.length} in row ${index}. Pass the classes that oneHot() returned.`,
      )
    }
    let best = 0
    for (let place = 0; place < row.length; place++) {
      if (Number.isNaN(row[place])) {
        throw new RangeError(
          `decodeOneHot: expected numbers, received NaN in row ${index}. Look for NaN in the features or a diverged training.`,
        )
      }
      if (row[place]! > row[best]!) best = place
    }
    return classes[best]!
  })
}
