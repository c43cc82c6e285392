import { classIndices, type Labels } from '../../split/class-indices.ts'

/** A label encoder as plain data. */
export interface LabelEncoderJSON {
  transformer: 'labelEncoder'
  classes: (string | number)[]
}

/** Turns labels into class numbers and back. Made by {@link labelEncoder}. */
export class LabelEncoder {
  #classes: readonly (string | number)[] | undefined

  constructor(classes?: readonly (string | number)[]) {
    this.#classes = classes
  }

  /** The classes in the order of their numbers. */
  get classes(): readonly (string | number)[] {
    if (this.#classes) return this.#classes
    throw new Error('labelEncoder: expected fit() before anything else. Fit it on the training labels.')
  }

  /**
   * Learns the classes: numbers by size, texts by code unit. Returns itself.
   *
   * @throws TypeError for a missing label.
   */
  fit(labels: readonly (string | null)[] | ArrayLike<number>): this {
    this.#classes = classIndices(labels as Labels, 'labelEncoder').classes
    return this
  }

  /**
   * The number of each label's class.
   *
   * @throws RangeError for a label that the training labels did not have.
   */
  transform(labels: ArrayLike<string | number | null>): Int32Array {
    const numbers = new Map(this.classes.map((label, index) => [label, index]))
    return Int32Array.from(labels, (label, row) => {
      const number = numbers.get(label as string | number)
      if (number !== undefined) return number
      throw new RangeError(
        `labelEncoder: expected one of ${this.classes.slice(0, 8).join(', ')}, received label=${JSON.stringify(label)} in row ${row}. Fit on labels that have it.`,
      )
    })
  }

  /** Learns the classes, and returns the number of each label's class. */
  fitTransform(labels: readonly (string | null)[] | ArrayLike<number>): Int32Array {
    return this.fit(labels).transform(labels as ArrayLike<string | number | null>)
  }

  /**
   * The labels of class numbers.
   *
   * @throws RangeError for a number that no class has.
   */
  inverseTransform(numbers: ArrayLike<number>): (string | number)[] {
    return Array.from(numbers, (number, row) => {
      const label = this.classes[number]
      if (label !== undefined) return label
      throw new RangeError(
        `labelEncoder: expected class numbers from 0 to ${this.classes.length - 1}, received ${number} in row ${row}. Pass what transform() returned.`,
      )
    })
  }

  /** What it learned, as plain data: see `labelEncoderFromJSON`. */
  toJSON(): LabelEncoderJSON {
    return { transformer: 'labelEncoder', classes: [...this.classes] }
  }
}

/**
 * Makes an encoder of labels: class numbers for a sparse loss, and the labels of predicted numbers.
 *
 * @see scikit-learn `preprocessing.LabelEncoder`
 * @example
 * ```ts
 * import { labelEncoder } from '@dlw/data'
 *
 * const encoder = labelEncoder()
 * console.log(encoder.fitTransform(['Gentoo', 'Adelie', 'Gentoo'])) // → Int32Array(3) [ 1, 0, 1 ]
 * console.log(encoder.inverseTransform([0, 1])) // → [ 'Adelie', 'Gentoo' ]
 * ```
 */
export function labelEncoder(): LabelEncoder {
  return new LabelEncoder()
}
