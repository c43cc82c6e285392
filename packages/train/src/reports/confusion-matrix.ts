import { checkLabels, classesOf, type Labels } from './labels.ts'

/** Options of {@link confusionMatrix}. */
export interface ConfusionMatrixOptions {
  /** The classes in the order wanted. Defaults to those in either list, sorted. */
  classes?: readonly (string | number)[]
}

/** How often each class was taken for which. */
export interface ConfusionMatrix {
  /** In the order of rows and columns. */
  classes: string[]
  /** `counts[truth][prediction]`. */
  counts: number[][]
}

/**
 * Counts how often each class was taken for which: true classes in rows, predicted ones in columns.
 *
 * @throws RangeError when the lengths differ, or a label is not among `classes`.
 * @see scikit-learn `metrics.confusion_matrix`
 * @example
 * ```ts
 * import { confusionMatrix } from '@dlw/train'
 *
 * console.log(confusionMatrix(['cat', 'dog', 'cat'], ['cat', 'cat', 'cat']).counts) // → [ [ 2, 0 ], [ 1, 0 ] ]
 * ```
 */
export function confusionMatrix(yTrue: Labels, yPred: Labels, options: ConfusionMatrixOptions = {}): ConfusionMatrix {
  checkLabels(yTrue, yPred, 'confusionMatrix')
  const classes = options.classes?.map(String) ?? classesOf(yTrue, yPred)
  const indexOf = new Map(classes.map((name, index) => [name, index]))
  const counts = classes.map(() => classes.map(() => 0))
  const place = (label: string | number): number => {
    const index = indexOf.get(String(label))
    if (index === undefined) {
      throw new RangeError(
        `confusionMatrix: expected labels among ${classes.join(', ')}, received ${label}. List every class in classes.`,
      )
    }
    return index
  }
  for (let row = 0; row < yTrue.length; row++) counts[place(yTrue[row]!)]![place(yPred[row]!)]! += 1
  return { classes, counts }
}
