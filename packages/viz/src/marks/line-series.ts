import type { LegendEntry } from '../figure/figure-head.ts'
import { groupColor, palette } from '../figure/palette.ts'
import { checkReach } from '../statistics/check-reach.ts'

/** One line of a plot. */
export interface Series {
  name: string
  color: string
  /** `stroke-dasharray`, or `none`. */
  dash: string
  /** Points in the order of the values; y is NaN where there is a gap. */
  points: { x: number; y: number }[]
}

/** Dashes of the lines after the last colour, each with what stands for it in a legend. */
const dashes = [
  { dash: 'none', symbol: 'M-5-1H4.5V1H-5z' },
  { dash: '7 4', symbol: 'M-5-1H-1V1H-5zM.5-1H4.5V1H.5z' },
  { dash: '2 3', symbol: 'M-5-1H-3V1H-5zM-1-1H1V1H-1zM2.5-1H4.5V1H2.5z' },
  { dash: '7 3 2 3', symbol: 'M-5-1H-1V1H-5zM.5-1H2V1H.5z' },
] as const

/** What stands for a dash in a legend. */
export function dashSymbol(dash: string | undefined): string {
  return (dashes.find((each) => each.dash === dash) ?? dashes[dash === '5 3' ? 1 : 0]).symbol
}

/** The dash of a line by its index: lines of one colour differ by their dashes. */
export function lineDash(index: number): string {
  return dashes[Math.floor(index / palette.length) % dashes.length]!.dash
}

/** The dash of a curve by its index: neighbours differ by it as well as by colour, for readers who see no colours. */
export function curveDash(index: number): string | undefined {
  const { dash } = dashes[index % 3]!
  return dash === 'none' ? undefined : dash
}

/** The entries of a legend of lines. */
export function seriesEntries(series: readonly Series[]): LegendEntry[] {
  return series.map(({ name, color, dash }) => ({ label: name, color, symbol: dashSymbol(dash) }))
}

/** Checks lines and gives each its colour and dash. */
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

/** Points without a neighbour: no line runs through them. */
export function lonePoints(points: Series['points']): Series['points'] {
  const isGap = (index: number): boolean => !Number.isFinite(points[index]?.y)
  return points.filter((_, index) => !isGap(index) && isGap(index - 1) && isGap(index + 1))
}

/**
 * The points that a line of very many needs: of consecutive points in one column of pixels the first, the lowest, the
 * highest and the last.
 */
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
