/** Row labels: a string, a number, or a one-hot row each. */
export type Labels = readonly (string | null)[] | ArrayLike<number> | readonly (readonly number[])[]

/** Ordered classes and the class number of each row. */
export interface ClassIndices {
  classes: (string | number)[]
  /** Index into `classes` of each row's class. */
  indices: Int32Array
}

/**
 * Finds the classes of labels and the class number of each row. Classes are ordered as in scikit-learn: numbers by
 * value, strings by code unit, one-hot rows by their joined text.
 *
 * @throws TypeError for a missing label, and for mixed strings and numbers.
 */
export function classIndices(labels: Labels, where: string): ClassIndices {
  const found = new Map<string | number, number>()
  const indices = new Int32Array(labels.length)
  let kind: string | undefined
  for (let row = 0; row < labels.length; row++) {
    const label = labels[row]
    const key = typeof label === 'string' ? label : keyOf(label, row, where)
    if (typeof key !== kind) {
      if (kind !== undefined) {
        throw new TypeError(
          `${where}: expected labels of one kind, received ${JSON.stringify(labels[0])} in row 0 and ${JSON.stringify(labels[row])} in row ${row}. Turn all into numbers or all into texts.`,
        )
      }
      kind = typeof key
    }
    let place = found.get(key)
    if (place === undefined) {
      place = found.size
      found.set(key, place)
    }
    indices[row] = place
  }
  const classes = [...found.keys()].sort(order)
  const placeOf = new Int32Array(classes.length)
  for (const [place, name] of classes.entries()) placeOf[found.get(name)!] = place
  for (let row = 0; row < indices.length; row++) indices[row] = placeOf[indices[row]!]!
  return { classes, indices }
}

function keyOf(label: unknown, row: number, where: string): string | number {
  const isRow = Array.isArray(label) || ArrayBuffer.isView(label)
  const parts = isRow ? Array.from(label as ArrayLike<number>) : undefined
  const gap = parts ? parts.some(Number.isNaN) : label === null || label === undefined || Number.isNaN(label)
  if (gap) {
    throw new TypeError(`${where}: expected a label for each row, received none for row ${row}. Drop such rows first.`)
  }
  if (parts) return parts.join(' ')
  if (typeof label !== 'string' && typeof label !== 'number') {
    throw new TypeError(
      `${where}: expected labels that are texts or numbers, received a ${typeof label} (${String(label)}) in row ${row}. Turn it into one of these.`,
    )
  }
  return label
}

/** Returns the row numbers of each class, in row order. */
export function membersOf({ classes, indices }: ClassIndices): Int32Array[] {
  const counts = new Int32Array(classes.length)
  for (let row = 0; row < indices.length; row++) counts[indices[row]!]!++
  const members = Array.from(counts, (count) => new Int32Array(count))
  counts.fill(0)
  for (let row = 0; row < indices.length; row++) {
    const place = indices[row]!
    members[place]![counts[place]!++] = row
  }
  return members
}

function order(a: string | number, b: string | number): number {
  return a < b ? -1 : a > b ? 1 : 0
}
