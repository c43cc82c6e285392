import { rejectUnknownOptions } from '../../arguments/reject-unknown-options.ts'
import { classIndices } from '../../split/class-indices.ts'

/** Options of {@link oneHot}. */
export interface OneHotOptions<Label extends string | number = string> {
  /** The classes, in the order of the columns, of the kind of the labels. Defaults to those of the labels, sorted. */
  classes?: readonly Label[]
}

/** Labels as numbers. */
export interface OneHot<Label extends string | number = string> {
  /** One row per label, 1 in the column of its class: `[labels, classes]`. */
  values: number[][]
  /** The class of each column: texts for labels that are texts, numbers for numbers. */
  classes: Label[]
}

/**
 * Encodes labels as rows of zeros with a one for the class. {@link decodeOneHot} turns them back.
 *
 * @param labels Texts or numbers, one per row.
 * @throws TypeError for a missing label, and for texts and numbers mixed; RangeError for a label that is not in `classes`.
 *
 * @example
 * ```ts
 * import { oneHot } from '@dlw/data'
 *
 * oneHot(['Gentoo', 'Adelie']) // → { values: [[0, 1], [1, 0]], classes: ['Adelie', 'Gentoo'] }
 * oneHot([1, 0]).classes // → [0, 1]
 * ```
 * @see pandas.get_dummies
 */
export function oneHot(labels: readonly (string | null)[], options?: OneHotOptions): OneHot
export function oneHot(labels: ArrayLike<number>, options?: OneHotOptions<number>): OneHot<number>
export function oneHot(labels: readonly (string | null)[] | ArrayLike<number>): OneHot<string> | OneHot<number>
export function oneHot(
  labels: readonly (string | null)[] | ArrayLike<number>,
  options: OneHotOptions<string> | OneHotOptions<number> = {},
): OneHot<string> | OneHot<number> {
  rejectUnknownOptions('oneHot', options, ['classes'])
  const found = classIndices(labels, 'oneHot')
  const columns: (string | number)[] = options.classes ? [...options.classes] : found.classes
  const columnOf = new Map(columns.map((name, column) => [name, column]))
  const places = found.classes.map((name) => {
    const column = columnOf.get(name)
    if (column !== undefined) return column
    const other = typeof name === 'number' ? String(name) : Number(name)
    const hint = columnOf.has(other)
      ? `The classes hold the ${typeof other} ${JSON.stringify(other)}: give both as ${typeof name}s.`
      : 'Add it to classes or drop its rows.'
    throw new RangeError(
      `oneHot: expected one of ${columns.join(', ')}, received label=${JSON.stringify(name)}. ${hint}`,
    )
  })
  const zeros = columns.map(() => 0)
  const values = new Array<number[]>(labels.length)
  for (let row = 0; row < values.length; row++) {
    const one = zeros.slice()
    one[places[found.indices[row]!]!] = 1
    values[row] = one
  }
  return { values, classes: columns } as OneHot<string> | OneHot<number>
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
export function decodeOneHot<Label extends string | number>(
  values: readonly ArrayLike<number>[],
  classes: readonly Label[],
): Label[] {
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
