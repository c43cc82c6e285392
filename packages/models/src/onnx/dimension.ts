/** Length of an axis: a number, or a multiple of the number of rows that the model is given. */
export type Dimension = number | { readonly rows: number }

/** Numbers of rows of the two traces: their multiples differ. */
export const rowsOfTraces = [2, 3] as const

/** Returns the dimension that has these lengths in the two traces; undefined if there is none. */
export function dimensionOf(first: number, second: number): Dimension | undefined {
  if (first === second) return first
  const rows = first / rowsOfTraces[0]
  return Number.isInteger(rows) && rows * rowsOfTraces[1] === second ? { rows } : undefined
}

/** Returns whether two shapes are the same for each number of rows. */
export function sameShape(a: readonly Dimension[], b: readonly Dimension[]): boolean {
  const text = (shape: readonly Dimension[]) =>
    shape.map((size) => (typeof size === 'number' ? size : `${size.rows}n`)).join()
  return text(a) === text(b)
}

/** Returns the lengths of axes that do not depend on the number of rows; undefined if one does. */
export function fixedSizes(shape: readonly Dimension[]): number[] | undefined {
  return shape.every((size) => typeof size === 'number') ? (shape as number[]) : undefined
}
