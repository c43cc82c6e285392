import { groupSymbol, symbolAndColorCount } from '../marks/symbols.ts'
import { checkReach } from '../statistics/check-reach.ts'
import { listWords } from '../text/list-words.ts'
import { byValue } from './by-value.ts'
import { scaleColors } from './color-scale.ts'
import { type ColumnSource, isNumeric, readColumns } from './column-source.ts'
import { extent } from './extent.ts'
import { groupLegend, type Legend } from './figure-head.ts'
import { groupColor } from './palette.ts'
import { shortNumber } from './short-number.ts'

/** The numeric columns of a source without rows that miss a value, and those rows by group. */
export interface CompleteRows {
  columns: Map<string, number[]>
  groups: { name: string; rows: number[] }[]
  /** The rows by the way their points look: one entry per group, or per step of the scale of colours. */
  looks: { rows: number[]; color: string; symbol: string }[]
  /** The range of a numeric hue that is drawn as a scale of colours, not as groups. */
  hueRange?: [from: number, to: number]
  /** The name of the column of groups; empty when the groups came as an array or there are none. */
  hueName: string
  /** How many rows miss a value. */
  dropped: number
}

/** Whole numbers with at most this many different values are classes; other numbers are a scale of colours. */
const mostNumericClasses = 10

/**
 * Reads all numeric columns, or those named, and groups; groups of words keep the order in which they first appear,
 * groups of numbers are sorted.
 */
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
  const isScale = hueValues !== undefined && isNumeric(hueValues) && !isFewClasses(hueValues)
  const kept: number[] = []
  for (let row = 0; row < length; row++) {
    const complete = numeric.every(([, values]) => values[row] != null && Number.isFinite(values[row]))
    if (complete && (hueValues === undefined || !isMissing(hueValues[row]))) kept.push(row)
  }
  if (numeric.length === 0 || kept.length === 0) {
    throw new RangeError(
      `${caller}: expected numeric columns with complete rows, received ${numeric.length} numeric columns of ${all.size} and ${kept.length} complete rows of ${length}. Drop the columns that are empty or pass numbers.`,
    )
  }
  const complete = new Map(numeric.map(([name, values]) => [name, kept.map((row) => Number(values[row]))]))
  for (const values of complete.values()) checkReach(caller, values)
  const rest = { columns: complete, hueName, dropped: length - kept.length }
  if (isScale) return { ...rest, ...scaled(kept.map((row) => Number(hueValues[row]))) }
  const groups = new Map<unknown, { name: string; rows: number[] }>()
  kept.forEach((row, index) => {
    const value = hueValues === undefined ? 'all' : hueValues[row]
    const key = typeof value === 'object' ? String(value) : value
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { name: String(value), rows: [index] })
    else group.rows.push(index)
  })
  const sorted =
    hueValues !== undefined && isNumeric(hueValues)
      ? Array.from(groups)
          .sort(([a], [b]) => byValue(a as number, b as number))
          .map(([, group]) => group)
      : [...groups.values()]
  return { ...rest, groups: sorted, looks: looksOf(sorted) }
}

/** One look per group; after as many groups as there are pairs of colour and symbol, looks repeat. */
function looksOf(groups: CompleteRows['groups']): CompleteRows['looks'] {
  const looks: CompleteRows['looks'] = []
  groups.forEach(({ rows }, index) => {
    const look = looks[index % symbolAndColorCount]
    if (look === undefined) looks.push({ rows, color: groupColor(index), symbol: groupSymbol(index) })
    else look.rows = look.rows.concat(rows)
  })
  return looks
}

/** Rows by the step of a scale of colours that their hue falls on. */
function scaled(hues: number[]): Pick<CompleteRows, 'groups' | 'looks' | 'hueRange'> {
  const [from, to] = extent(hues)
  const colors = scaleColors('sequential', 24)
  const looks = colors.map((color) => ({ rows: [] as number[], color, symbol: groupSymbol(0) }))
  hues.forEach((hue, row) => {
    // Halves, as the difference of the largest numbers is Infinity.
    const share = from < to ? (hue / 2 - from / 2) / (to / 2 - from / 2) : 0.5
    looks[Math.min(looks.length - 1, Math.floor(share * looks.length))]!.rows.push(row)
  })
  const groups = [{ name: 'all', rows: hues.map((_, row) => row) }]
  return { groups, looks: looks.filter(({ rows }) => rows.length > 0), hueRange: [from, to] }
}

/** Whether numbers name classes: few different ones, all of them whole. */
function isFewClasses(values: ArrayLike<unknown>): boolean {
  const distinct = new Set<unknown>()
  for (let row = 0; row < values.length && distinct.size <= mostNumericClasses; row++) {
    const value = values[row]
    if (isMissing(value)) continue
    if (!Number.isSafeInteger(value)) return false
    distinct.add(value)
  }
  return distinct.size <= mostNumericClasses
}

const isMissing = (value: unknown): boolean => value == null || (typeof value === 'number' && !Number.isFinite(value))

/** The legend of a hue, with the name to print for it. */
export function hueLegend({ groups, hueRange }: CompleteRows, label: string): Legend {
  if (hueRange !== undefined) {
    const [from, to] = hueRange.map(shortNumber) as [string, string]
    return { label, colors: scaleColors('sequential', 24), from, to }
  }
  return groupLegend(
    label,
    groups.map(({ name }) => name),
  )
}

/** The words of a description that say what the colours mean. */
export function describeHue({ groups, hueRange }: CompleteRows, label: string): string {
  if (hueRange !== undefined) {
    return `, coloured by ${label || 'hue'} from ${shortNumber(hueRange[0])} to ${shortNumber(hueRange[1])}`
  }
  const sizes = listWords(groups.map(({ name, rows }) => `${name} (${rows.length})`))
  return `, coloured by ${label || 'group'}: ${sizes}`
}
