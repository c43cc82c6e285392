import { isNumeric } from '../../table/column.ts'
import type { Table } from '../../table/table.ts'

interface SegmentOptions {
  groupBy: string | undefined
  time: string | undefined
  gaps: 'error' | 'split'
}

/** Row numbers that follow each other in time without a gap, group by group: no window reaches beyond them. */
export function windowSegments(table: Table, { groupBy, time, gaps }: SegmentOptions): number[][] {
  if (gaps !== 'error' && gaps !== 'split') {
    throw new RangeError(
      `slidingWindows: expected gaps to be 'error' or 'split', received gaps=${gaps}. Pass one of them.`,
    )
  }
  const groups = groupBy === undefined ? [allRows(table)] : rowsByGroup(table, groupBy)
  if (time === undefined) return groups
  const times = timesOf(table, time)
  const step = usualStep(groups, times, time)
  return groups.flatMap((rows) => {
    const segments: number[][] = [rows.slice(0, 1)]
    for (let index = 1; index < rows.length; index++) {
      const [before, row] = [rows[index - 1]!, rows[index]!]
      const isGap = Math.abs(times[row]! - times[before]! - step) > 1e-6 * Math.abs(step)
      if (isGap && gaps === 'error') {
        const cell = (at: number): string => String(table.column(time)[at])
        throw new RangeError(
          `slidingWindows: expected times without a gap, received ${cell(before)} in row ${before} and then ${cell(row)} in row ${row} of column "${time}". Pass { gaps: 'split' } to cut no window across it, or fill the missing rows.`,
        )
      }
      if (isGap) segments.push([row])
      else segments.at(-1)!.push(row)
    }
    return segments
  })
}

const allRows = (table: Table): number[] => Array.from({ length: table.shape[0] }, (_, row) => row)

function rowsByGroup(table: Table, name: string): number[][] {
  const column = table.column(name)
  const groups = new Map<unknown, number[]>()
  for (let row = 0; row < column.length; row++) {
    const rows = groups.get(column[row])
    if (rows) rows.push(row)
    else groups.set(column[row], [row])
  }
  return [...groups.values()]
}

/** Times as numbers: as they are, or milliseconds of an ISO 8601 text. */
function timesOf(table: Table, name: string): Float64Array {
  const column = table.column(name)
  const times = isNumeric(column) ? column : Float64Array.from(column, (text) => Date.parse(text ?? ''))
  const wrong = times.findIndex((time) => !Number.isFinite(time))
  if (wrong < 0) return times
  throw new RangeError(
    `slidingWindows: expected numbers or ISO 8601 dates, received ${column[wrong]} in row ${wrong} of column "${name}". Fix it or drop the row.`,
  )
}

/** The most frequent step between neighbours; of equals the smallest. */
function usualStep(groups: readonly number[][], times: Float64Array, name: string): number {
  const counts = new Map<number, number>()
  for (const rows of groups) {
    for (let index = 1; index < rows.length; index++) {
      const step = times[rows[index]!]! - times[rows[index - 1]!]!
      if (!(step > 0)) {
        throw new RangeError(
          `slidingWindows: expected times that rise, received a step of ${step} before row ${rows[index]} of column "${name}". Sort the rows by time first.`,
        )
      }
      // Steps that differ in rounding only count as one.
      const key = Number(step.toPrecision(9))
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
  }
  let usual = Number.NaN
  let most = 0
  for (const [step, count] of counts) {
    if (count > most || (count === most && step < usual)) [usual, most] = [step, count]
  }
  return usual
}
