import type { LegendEntry } from '../figure/figure-head.ts'
import { groupColor, palette } from '../figure/palette.ts'
import { checkReach } from '../statistics/check-reach.ts'

/** One line of a plot. */
export interface Series {
  name: string
  color: string
  /** `stroke-dasharray`, or `none`. */
  dash: string
  /** Points in the order of the values; y is NaN at a gap. */
  points: { x: number; y: number }[]
}

/** Dash patterns of the lines after the last colour, each with its legend symbol. */
const dashes = [
  { dash: 'none', symbol: 'M-5-1H4.5V1H-5z' },
  { dash: '7 4', symbol: 'M-5-1H-1V1H-5zM.5-1H4.5V1H.5z' },
  { dash: '2 3', symbol: 'M-5-1H-3V1H-5zM-1-1H1V1H-1zM2.5-1H4.5V1H2.5z' },
  { dash: '7 3 2 3', symbol: 'M-5-1H-1V1H-5zM.5-1H2V1H.5z' },
] as const

/** Returns the legend symbol of a dash pattern. */
export function dashSymbol(dash: string | undefined): string {
  return (dashes.find((each) => each.dash === dash) ?? dashes[dash === '5 3' ? 1 : 0]).symbol
}

/** Returns the dash pattern of a line by its index: lines of the same colour have different dashes. */
function lineDash(index: number): string {
  return dashes[Math.floor(index / palette.length) % dashes.length]!.dash
}

/**
 * Returns the dash pattern of a curve by its index: neighbours differ by dash as well as by colour, for colour-blind
 * readers.
 */
export function curveDash(index: number): string | undefined {
  const { dash } = dashes[index % 3]!
  return dash === 'none' ? undefined : dash
}

/** Creates the legend entries of lines. */
export function seriesEntries(series: readonly Series[]): LegendEntry[] {
  return series.map(({ name, color, dash }) => ({ label: name, color, symbol: dashSymbol(dash) }))
}

/** Checks lines and assigns each its colour and dash pattern. */
export function toSeries(
  caller: string,
  lines: Readonly<Record<string, ArrayLike<number>>>,
  x: ArrayLike<number> | undefined,
  dashed: readonly string[],
): Series[] {
  const entries = Object.entries(lines)
  if (entries.length === 0)
    throw new RangeError(`${caller}: expected at least one line, received none. Pass { name: values }.`)
  let color = -1
  return entries.map(([name, values]) => {
    const points = Array.from(values, (value, index) => {
      const place = x?.[index] ?? index
      const isPoint = Number.isFinite(value) && Number.isFinite(place)
      return { x: Number.isFinite(place) ? place : Number.NaN, y: isPoint ? value : Number.NaN }
    })
    checkReach(caller, values as number[])
    const isDashed = dashed.includes(name)
    if (!isDashed || color < 0) color++
    if (x !== undefined && x.length !== values.length) {
      throw new RangeError(
        `${caller}: expected one x per point, received ${x.length} for ${values.length} points of ${name}. Pass arrays of one length.`,
      )
    }
    if (!points.some(({ y }) => Number.isFinite(y))) {
      throw new RangeError(`${caller}: expected finite values, received none in ${name}. Leave this line out.`)
    }
    return { name, color: groupColor(color), dash: isDashed ? '5 3' : lineDash(color), points }
  })
}

/** Returns isolated points, through which no line runs. */
export function lonePoints(points: Series['points']): Series['points'] {
  const isGap = (index: number): boolean => !Number.isFinite(points[index]?.y)
  return points.filter((_, index) => !isGap(index) && isGap(index - 1) && isGap(index + 1))
}

/** Downsamples a line: keeps the first, lowest, highest and last of consecutive points in the same pixel column. */
export function thinLine(points: Series['points'], column: (x: number) => number): Series['points'] {
  const thinned: Series['points'] = []
  let start = 0
  for (let index = 1; index <= points.length; index++) {
    const before = points[start]!
    const point = points[index]
    const isSame =
      point !== undefined &&
      Number.isNaN(point.y) === Number.isNaN(before.y) &&
      Math.floor(column(point.x)) === Math.floor(column(before.x))
    if (isSame) continue
    let [low, high] = [start, start]
    for (let each = start; each < index; each++) {
      if (points[each]!.y < points[low]!.y) low = each
      if (points[each]!.y > points[high]!.y) high = each
    }
    const kept = [...new Set([start, low, high, index - 1])].sort((a, b) => a - b)
    thinned.push(...kept.map((each) => points[each]!))
    start = index
  }
  return thinned
}
