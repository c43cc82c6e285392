import type { ConfusionMatrix } from './confusion-matrix.ts'

/**
 * A confusion matrix as aligned text: true classes down, predicted ones across, as pandas prints a data frame.
 *
 * @example
 * ```ts
 * import { confusionMatrix, formatConfusionMatrix } from '@dlw/train'
 *
 * console.log(formatConfusionMatrix(confusionMatrix(['cat', 'dog', 'cat'], ['cat', 'cat', 'cat'])))
 * // → true \ predicted  cat  dog
 * // → cat                 2    0
 * // → dog                 1    0
 * ```
 */
export function formatConfusionMatrix({ classes, counts }: ConfusionMatrix): string {
  const corner = 'true \\ predicted'
  const first = Math.max(corner.length, ...classes.map((name) => name.length))
  const widths = classes.map((name, column) =>
    Math.max(name.length, ...counts.map((row) => String(row[column]).length)),
  )
  const line = (head: string, cells: readonly (string | number)[]): string =>
    [head.padEnd(first), ...cells.map((cell, column) => String(cell).padStart(widths[column]!))].join('  ')
  return [line(corner, classes), ...classes.map((name, row) => line(name, counts[row]!))].join('\n')
}
