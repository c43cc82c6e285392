import { textWidth } from '../figure/elements.ts'
import { niceTicks, tickText } from './nice-ticks.ts'

/** Ticks of an axis and how they are written. */
export interface WrittenTicks {
  ticks: number[]
  tickFormat: (tick: number) => string
  /** Width in pixels of the widest. */
  widest: number
}

/** At most `limit` ticks of a range. */
export function writtenTicks(domain: [from: number, to: number], limit: number): WrittenTicks {
  const ticks = niceTicks(...domain, limit)
  const tickFormat = tickText(ticks)
  return { ticks, tickFormat, widest: Math.max(0, ...ticks.map((tick) => textWidth(tickFormat(tick)))) }
}

/** As many ticks of a range as stand side by side in that many pixels, at least one and at most eight. */
export function ticksAcross(domain: [from: number, to: number], width: number): WrittenTicks {
  for (let limit = 8; limit > 2; limit--) {
    const written = writtenTicks(domain, limit)
    if (written.ticks.length * (written.widest + 10) <= width) return written
  }
  return writtenTicks(domain, 2)
}
