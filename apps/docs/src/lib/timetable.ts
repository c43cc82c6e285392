/** One line of a timetable. */
export interface Slot {
  time: string
  what: string
  minutes: number
}

/** Something to teach: an episode's teaching or its exercises. */
export interface Block {
  what: string
  minutes: number
}

/** Options of {@link timetable}. */
export interface TimetableOptions {
  /** When half days begin, in turn: one time, or that of mornings and that of afternoons. Defaults to 09:00. */
  starts?: readonly string[]
  /** Minutes of a half day, breaks included. Defaults to 210. */
  halfDay?: number
}

/**
 * Lays blocks into half days, with a break of 15 minutes after at most 90: a longer block is cut at the break.
 */
export function timetable(
  blocks: readonly Block[],
  { starts = ['09:00'], halfDay = 210 }: TimetableOptions = {},
): Slot[][] {
  const days: Slot[][] = [[]]
  let used = 0
  let since = 0
  const add = (what: string, minutes: number): void => {
    const start = starts[(days.length - 1) % starts.length]!
    days.at(-1)!.push({ time: clock(start, used), what, minutes })
    used += minutes
    since += minutes
  }
  for (const { what, minutes } of blocks) {
    let left = minutes
    while (left > 0) {
      const room = Math.min(90 - since, halfDay - used)
      if (room < Math.min(20, left)) {
        since = 0
        if (halfDay - used < 35) {
          days.push([])
          used = 0
        } else {
          add('Break', 15)
          since = 0
        }
        continue
      }
      const now = left - room > 0 && left - room < 15 ? left : Math.min(left, room)
      add(left < minutes ? `${what}, continued` : what, now)
      left -= now
    }
  }
  return days.filter((day) => day.length > 0)
}

/**
 * The fewest half days of at most three and a half hours that hold all blocks, and the length at which they are about
 * equally long.
 */
export function fewestHalfDays(blocks: readonly Block[]): { count: number; halfDay: number } {
  const count = timetable(blocks).length
  let halfDay = 210
  while (halfDay > 60 && timetable(blocks, { halfDay: halfDay - 5 }).length === count) halfDay -= 5
  return { count, halfDay }
}

function clock(start: string, minutes: number): string {
  const [hours, rest] = start.split(':').map(Number)
  const at = hours! * 60 + rest! + minutes
  return `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`
}
