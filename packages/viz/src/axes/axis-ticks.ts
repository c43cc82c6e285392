import { textWidth } from '../text/text-width.ts'
import { niceTicks, tickText } from './nice-ticks.ts'

/** Ticks of an axis and how they are written. */
export interface WrittenTicks {
  ticks: number[]
  tickFormat: (tick: number) => string
  /** Width in pixels of the widest. */
  widest: number
  /** What must be added to each written number, such as `+ 1,000,000,000,000,000`; empty where that is nothing. */
  note: string
}

/** Writes ticks; those that differ in their last digits only are written as differences from the first. */
export function writeTicks(ticks: number[]): WrittenTicks {
  const first = ticks[0] ?? 0
  const range = (ticks.at(-1) ?? 0) - first
  const plain = tickText(ticks)
  const isLong = ticks.some((tick) => plain(tick).length > 9)
  const isFar = ticks.length > 1 && range < 1e-3 * Math.abs(first)
  if (!(isFar && (isLong || range < 1e-5 * Math.abs(first)))) {
    return { ticks, tickFormat: plain, widest: widestOf(ticks, plain), note: '' }
  }
  const write = tickText(ticks.map((tick) => rounded(tick - first)))
  const tickFormat = (tick: number): string => write(rounded(tick - first))
  const base =
    Math.abs(first) < 1e21
      ? Math.abs(first).toLocaleString('en', { maximumFractionDigits: 20 })
      : String(Math.abs(first))
  return { ticks, tickFormat, widest: widestOf(ticks, tickFormat), note: `${first < 0 ? '−' : '+'} ${base}` }
}

const rounded = (difference: number): number => Number(difference.toPrecision(6))

const widestOf = (ticks: readonly number[], write: (tick: number) => string): number =>
  Math.max(0, ...ticks.map((tick) => textWidth(write(tick))))

/** The title of an axis with the note of its ticks. */
export function notedLabel(label: string, note: string): string {
  return note === '' ? label : label === '' ? note : `${label} (${note})`
}

/** At most `limit` ticks of a range. */
export function writtenTicks(domain: [from: number, to: number], limit: number): WrittenTicks {
  return writeTicks(niceTicks(...domain, limit))
}

/** As many ticks of a range as stand side by side in that many pixels, at least one and at most eight. */
export function ticksAcross(domain: [from: number, to: number], width: number): WrittenTicks {
  const fits = ({ ticks, widest }: WrittenTicks): boolean => ticks.length * (widest + 10) <= width
  for (let limit = 8; limit > 2; limit--) {
    const written = writtenTicks(domain, limit)
    if (written.ticks.length > 1 && fits(written)) return written
  }
  // No round step leaves two of them: of a denser row, every second or third tick.
  const dense = niceTicks(...domain, 6)
  for (const stride of [2, 3, 4, 5]) {
    const written = writeTicks(dense.filter((_, index) => index % stride === 0))
    if (written.ticks.length > 1 && fits(written)) return written
  }
  return writtenTicks(domain, 2)
}

/** How many ticks of a vertical axis stand one above the other in that many pixels, from three to seven. */
export function mostTicks(height: number): number {
  return Math.max(3, Math.min(7, Math.floor(height / 22)))
}

/** Ticks at whole numbers from 0 to a count, at most that many. */
export function countTicks(most: number, limit = 6): { domain: [number, number]; ticks: number[] } {
  const ticks = niceTicks(0, Math.max(1, most), limit).filter(Number.isInteger)
  const step = ticks.length > 1 ? ticks[1]! - ticks[0]! : 1
  const top = Math.ceil(Math.max(1, most) / step) * step
  return { domain: [0, top], ticks: top > ticks.at(-1)! ? [...ticks, top] : ticks }
}
