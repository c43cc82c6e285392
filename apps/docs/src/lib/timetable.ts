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

/**
 * Lays blocks into half days of `halfDay` minutes that begin at `start`, with a break of 15 minutes after at most 90:
 * a longer block is cut at the break.
 */
export function timetable(blocks: readonly Block[], start = '09:00', halfDay = 210): Slot[][] {
  const days: Slot[][] = [[]]
  let used = 0
  let since = 0
  const add = (what: string, minutes: number): void => {
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

function clock(start: string, minutes: number): string {
  const [hours, rest] = start.split(':').map(Number)
  const at = hours! * 60 + rest! + minutes
  return `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`
}
