import { type ColumnSource, isNumeric, readColumns } from './column-source.ts'

/** The numeric columns of a source without rows that miss a value, and those rows by group. */
export interface CompleteRows {
  columns: Map<string, number[]>
  groups: { name: string; rows: number[] }[]
  /** The name of the column of groups; empty when the groups came as an array or there are none. */
  hueName: string
  /** How many rows miss a value. */
  dropped: number
}

/** Reads all numeric columns, or those named, and groups; groups keep the order in which they first appear. */
export function completeRows(
  caller: string,
  source: ColumnSource,
  hue: string | ArrayLike<unknown> | undefined,
  names?: readonly string[],
): CompleteRows {
  const all = readColumns(caller, source)
  for (const name of names ?? []) {
    if (!all.has(name)) {
      throw new RangeError(
        `${caller}: expected the name of a column, received ${name}. The columns are ${[...all.keys()].join(', ')}.`,
      )
    }
    if (!isNumeric(all.get(name)!)) {
      throw new TypeError(`${caller}: expected numbers in column ${name}, received text. Encode it or choose another.`)
    }
  }
  const length = all.values().next().value!.length
  const hueName = typeof hue === 'string' ? hue : ''
  const hueValues = typeof hue === 'string' ? all.get(hue) : hue
  if (typeof hue === 'string' && hueValues === undefined) {
    throw new RangeError(
      `${caller}: expected hue to name a column, received hue=${hue}. The columns are ${[...all.keys()].join(', ')}.`,
    )
  }
  if (hueValues !== undefined && hueValues.length !== length) {
    throw new RangeError(
      `${caller}: expected one hue per row, received ${hueValues.length} for ${length} rows. Take the hue from the same rows.`,
    )
  }
  const numeric = [...all].filter(([name, values]) =>
    names === undefined ? name !== hueName && isNumeric(values) : names.includes(name),
  )
  const kept: number[] = []
  for (let row = 0; row < length; row++) {
    const complete = numeric.every(([, values]) => values[row] != null && Number.isFinite(values[row]))
    if (complete && !isMissing(hueValues?.[row], hueValues !== undefined)) kept.push(row)
  }
  if (numeric.length === 0 || kept.length === 0) {
    throw new RangeError(
      `${caller}: expected numeric columns with complete rows, received ${numeric.length} numeric columns of ${all.size} and ${kept.length} complete rows of ${length}. Drop the columns that are empty or pass numbers.`,
    )
  }
  const groups = new Map<string, number[]>()
  kept.forEach((row, index) => {
    const name = hueValues === undefined ? 'all' : String(hueValues[row])
    const rows = groups.get(name) ?? []
    rows.push(index)
    groups.set(name, rows)
  })
  return {
    columns: new Map(numeric.map(([name, values]) => [name, kept.map((row) => Number(values[row]))])),
    groups: Array.from(groups, ([name, rows]) => ({ name, rows })),
    hueName,
    dropped: length - kept.length,
  }
}

const isMissing = (value: unknown, hasHue: boolean): boolean => hasHue && (value == null || Number.isNaN(value))
